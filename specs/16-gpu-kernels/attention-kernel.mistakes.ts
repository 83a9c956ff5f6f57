import type { Device, DeviceTensor, Kernel, Matrix, Thread, Vector } from "#gpu";
import { attention, type AttentionOptions } from "#reference/16-gpu-kernels/attention-kernel.ts";
import { mistakes } from "#graders/spec/authoring.ts";

interface Kernels {
  readonly score: Kernel<"depth">;
  readonly largest: Kernel<"sources" | "causal">;
  readonly weight: Kernel<"sources" | "causal">;
  readonly sum: Kernel<"sources">;
  readonly mix: Kernel<"sources">;
}

function score(this: Thread<"depth">, query: Matrix, key: Matrix): number {
  let sum = 0;
  for (let d = 0; d < this.constants.depth; d++) {
    sum += query[this.thread.y]![d]! * key[this.thread.x]![d]!;
  }
  return sum / Math.sqrt(this.constants.depth);
}

function rowMax(this: Thread<"sources" | "causal">, scores: Matrix): number {
  let largest = scores[this.thread.x]![0]!;
  for (let s = 1; s < this.constants.sources; s++) {
    if (this.constants.causal === 0 || s <= this.thread.x) {
      largest = Math.max(largest, scores[this.thread.x]![s]!);
    }
  }
  return largest;
}

function weightOf(this: Thread<"sources" | "causal">, scores: Matrix, largest: Vector): number {
  if (this.constants.causal === 1 && this.thread.x > this.thread.y) {
    return 0;
  }
  return Math.exp(scores[this.thread.y]![this.thread.x]! - largest[this.thread.y]!);
}

function rowSum(this: Thread<"sources">, weights: Matrix): number {
  let sum = 0;
  for (let s = 0; s < this.constants.sources; s++) {
    sum += weights[this.thread.x]![s]!;
  }
  return sum;
}

function mixOf(this: Thread<"sources">, weights: Matrix, sums: Vector, value: Matrix): number {
  let sum = 0;
  for (let s = 0; s < this.constants.sources; s++) {
    sum += weights[this.thread.y]![s]! * value[s]![this.thread.x]!;
  }
  return sum / sums[this.thread.y]!;
}

/** The reference's launches with some other kernels. */
function withKernels(changed: Partial<Kernels>) {
  const kernels: Kernels = { score, largest: rowMax, weight: weightOf, sum: rowSum, mix: mixOf, ...changed };
  return (
    device: Device,
    query: DeviceTensor,
    key: DeviceTensor,
    value: DeviceTensor,
    { causal = false }: AttentionOptions = {},
  ): DeviceTensor => {
    const [targets, depth] = query.shape as readonly [number, number];
    const [sources] = key.shape as readonly [number, number];
    if (key.shape[1] !== depth || value.shape[0] !== sources) throw new RangeError("attention: the shapes don't fit.");
    const seen = { sources, causal: causal ? 1 : 0 };
    const scores = device.launch(kernels.score, [targets, sources], { depth }, query, key);
    const largest = device.launch(kernels.largest, [targets], seen, scores);
    const weights = device.launch(kernels.weight, [targets, sources], seen, scores, largest);
    const sums = device.launch(kernels.sum, [targets], { sources }, weights);
    return device.launch(kernels.mix, [targets, value.shape[1]!], { sources }, weights, sums, value);
  };
}

export default mistakes<typeof import("#reference/16-gpu-kernels/attention-kernel.ts")>({
  "scores unscaled": {
    looksLike: "The scores are not divided by √D.",
    reread: "Q Kᵀ / √D",
    attention: withKernels({
      score: function (this: Thread<"depth">, query: Matrix, key: Matrix): number {
        let sum = 0;
        for (let d = 0; d < this.constants.depth; d++) {
          sum += query[this.thread.y]![d]! * key[this.thread.x]![d]!;
        }
        return sum;
      },
    }),
  },
  "divided by D": {
    looksLike: "The scores are divided by D, not by its root.",
    reread: "Q Kᵀ / √D",
    attention: withKernels({
      score: function (this: Thread<"depth">, query: Matrix, key: Matrix): number {
        let sum = 0;
        for (let d = 0; d < this.constants.depth; d++) {
          sum += query[this.thread.y]![d]! * key[this.thread.x]![d]!;
        }
        return sum / this.constants.depth;
      },
    }),
  },
  "causal ignored": {
    looksLike: "Every query sees all keys, also when only earlier ones are allowed.",
    reread: "causal: query t sees keys 0 to t alone",
    attention: (device, query, key, value) => attention(device, query, key, value),
  },
  "own place hidden": {
    looksLike: "A causal query doesn't see the key at its own place.",
    reread: "causal: query t sees keys 0 to t, t among them",
    attention: withKernels({
      weight: function (this: Thread<"sources" | "causal">, scores: Matrix, largest: Vector): number {
        if (this.constants.causal === 1 && this.thread.x >= this.thread.y && this.thread.x > 0) {
          return 0;
        }
        return Math.exp(scores[this.thread.y]![this.thread.x]! - largest[this.thread.y]!);
      },
    }),
  },
  "mask turned round": {
    looksLike: "A causal query sees the keys from its own place on.",
    reread: "causal: query t sees keys 0 to t",
    attention: withKernels({
      weight: function (this: Thread<"sources" | "causal">, scores: Matrix, largest: Vector): number {
        if (
          this.constants.causal === 1 &&
          this.thread.x < this.thread.y &&
          this.thread.x < this.constants.sources - 1
        ) {
          return 0;
        }
        return Math.exp(scores[this.thread.y]![this.thread.x]! - largest[this.thread.y]!);
      },
    }),
  },
  "largest over hidden keys": {
    looksLike:
      "The largest score is sought among hidden keys too; where it is far above the visible ones, these vanish.",
    reread: "m is the largest of the scores that are seen",
    attention: withKernels({
      largest: function (this: Thread<"sources" | "causal">, scores: Matrix): number {
        let largest = scores[this.thread.x]![0]!;
        for (let s = 1; s < this.constants.sources; s++) {
          largest = Math.max(largest, scores[this.thread.x]![s]!);
        }
        return largest;
      },
    }),
  },
  "largest score left in": {
    looksLike: "The largest score of a row is not taken off, and exp overflows.",
    reread: "exp(score − largest score of the row)",
    attention: withKernels({
      largest: function (this: Thread<"sources" | "causal">, _scores: Matrix): number {
        return 0;
      },
    }),
  },
  "weights not divided": {
    looksLike: "The values are mixed with exponentials that don't sum to 1.",
    reread: "softmax divides by the sum of the row",
    attention: withKernels({
      mix: function (this: Thread<"sources">, weights: Matrix, sums: Vector, value: Matrix): number {
        let sum = 0;
        for (let s = 0; s < this.constants.sources; s++) {
          sum += weights[this.thread.y]![s]! * value[s]![this.thread.x]!;
        }
        return sum;
      },
    }),
  },
});
