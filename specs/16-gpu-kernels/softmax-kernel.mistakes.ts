import type { Device, DeviceTensor, Kernel, Matrix, Thread, Vector } from "#gpu";
import { softmax } from "#reference/16-gpu-kernels/softmax-kernel.ts";
import { mistakes } from "#graders/spec/authoring.ts";

interface Kernels {
  readonly largest: Kernel<"columns">;
  readonly sum: Kernel<"columns">;
  readonly share: Kernel;
}

function rowMax(this: Thread<"columns">, x: Matrix): number {
  let largest = x[this.thread.x]![0]!;
  for (let c = 1; c < this.constants.columns; c++) {
    largest = Math.max(largest, x[this.thread.x]![c]!);
  }
  return largest;
}

function rowSum(this: Thread<"columns">, x: Matrix, largest: Vector): number {
  let sum = 0;
  for (let c = 0; c < this.constants.columns; c++) {
    sum += Math.exp(x[this.thread.x]![c]! - largest[this.thread.x]!);
  }
  return sum;
}

function share(this: Thread, x: Matrix, largest: Vector, sums: Vector): number {
  return Math.exp(x[this.thread.y]![this.thread.x]! - largest[this.thread.y]!) / sums[this.thread.y]!;
}

/** The reference's launches with some other kernels. */
function withKernels(changed: Partial<Kernels>) {
  const kernels: Kernels = { largest: rowMax, sum: rowSum, share, ...changed };
  return (device: Device, x: DeviceTensor): DeviceTensor => {
    if (x.shape.length !== 2) throw new RangeError("softmax: x must be a matrix.");
    const [rows, columns] = x.shape as readonly [number, number];
    const largest = device.launch(kernels.largest, [rows], { columns }, x);
    const sums = device.launch(kernels.sum, [rows], { columns }, x, largest);
    return device.launch(kernels.share, x.shape, {}, x, largest, sums);
  };
}

export default mistakes<typeof import("#reference/16-gpu-kernels/softmax-kernel.ts")>({
  "largest score left in": {
    looksLike: "The largest score of a row is not taken off, and exp overflows.",
    reread: "exp(x[n, c] − m_n) with m_n = max_k x[n, k]",
    softmax: withKernels({
      largest: function (this: Thread<"columns">, _x: Matrix): number {
        return 0;
      },
    }),
  },
  "search for the largest starts from 0": {
    looksLike: "The search for the largest score starts from 0, and rows that are all far below it vanish.",
    reread: "m_n = max_k x[n, k] is one of the scores",
    softmax: withKernels({
      largest: function (this: Thread<"columns">, x: Matrix): number {
        let largest = 0;
        for (let c = 0; c < this.constants.columns; c++) {
          largest = Math.max(largest, x[this.thread.x]![c]!);
        }
        return largest;
      },
    }),
  },
  "sums unlike the powers": {
    looksLike: "The largest score is taken off above the fraction and not below it.",
    reread: "exp(x[n, c] − m_n) / Σ_k exp(x[n, k] − m_n)",
    softmax: withKernels({
      sum: function (this: Thread<"columns">, x: Matrix, _largest: Vector): number {
        let sum = 0;
        for (let c = 0; c < this.constants.columns; c++) {
          sum += Math.exp(x[this.thread.x]![c]!);
        }
        return sum;
      },
    }),
  },
  "last column left out of the sum": {
    looksLike: "The sum of a row ends one column early.",
    reread: "Σ_k runs over all C columns",
    softmax: withKernels({
      sum: function (this: Thread<"columns">, x: Matrix, largest: Vector): number {
        let sum = 0;
        for (let c = 0; c < this.constants.columns - 1; c++) {
          sum += Math.exp(x[this.thread.x]![c]! - largest[this.thread.x]!);
        }
        return sum;
      },
    }),
  },
  "powers not divided": {
    looksLike: "The exponentials are given back undivided.",
    reread: "… / Σ_k exp(x[n, k] − m_n)",
    softmax: withKernels({
      share: function (this: Thread, x: Matrix, largest: Vector, _sums: Vector): number {
        return Math.exp(x[this.thread.y]![this.thread.x]! - largest[this.thread.y]!);
      },
    }),
  },
  "first row's sum for all": {
    looksLike: "All rows are divided by the sum of the first.",
    reread: "Σ_k exp(x[n, k] − m_n): row n has a sum of its own",
    softmax: withKernels({
      share: function (this: Thread, x: Matrix, largest: Vector, sums: Vector): number {
        return Math.exp(x[this.thread.y]![this.thread.x]! - largest[this.thread.y]!) / sums[0]!;
      },
    }),
  },
  "vector taken for a row": {
    looksLike: "A vector is taken for a matrix of one row.",
    reread: "throws when x is not a matrix",
    softmax: (device, x) => {
      if (x.shape.length !== 1) return softmax(device, x);
      return device.reshape(softmax(device, device.reshape(x, [1, x.shape[0]!])), x.shape);
    },
  },
});
