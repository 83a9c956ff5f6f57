import type { Device, DeviceTensor, Kernel, Thread, Vector } from "#gpu";
import { reduceSum } from "#reference/16-gpu-kernels/reduce-sum.ts";
import { mistakes } from "#graders/spec/authoring.ts";

const block = 8;

function vector(x: DeviceTensor): number {
  if (x.shape.length !== 1) throw new RangeError("reduceSum: x must be a vector.");
  return x.shape[0]!;
}

/** Rounds of blocks: as many blocks as `blocksOf` says, each summed by a kernel. */
function inRounds(kernel: Kernel<"block" | "length">, blocksOf: (length: number) => number) {
  return (device: Device, x: DeviceTensor): DeviceTensor => {
    let length = vector(x);
    let sums = x;
    do {
      const blocks = blocksOf(length);
      sums = device.launch(kernel, [blocks], { block, length }, sums);
      length = blocks;
    } while (length > 1);
    return sums;
  };
}

function guarded(this: Thread<"block" | "length">, x: Vector): number {
  let sum = 0;
  for (let i = 0; i < this.constants.block; i++) {
    const place = this.thread.x * this.constants.block + i;
    if (place < this.constants.length) {
      sum += x[place]!;
    }
  }
  return sum;
}

export default mistakes<typeof import("#reference/16-gpu-kernels/reduce-sum.ts")>({
  "one thread for all": {
    looksLike: "One thread adds up the whole vector, one number after the other, and loses digits on the way.",
    reread: "no number passes through more than 64 additions",
    reduceSum: (device, x) => {
      const length = vector(x);
      const kernel = function (this: Thread<"length">, x: Vector): number {
        let sum = 0;
        for (let i = 0; i < this.constants.length; i++) {
          sum += x[i]!;
        }
        return sum;
      };
      return device.launch(kernel, [1], { length }, x);
    },
  },
  "last block left out": {
    looksLike: "Only whole blocks are summed; what is over at the end is left out.",
    reread: "⌈N / block⌉ blocks, not ⌊N / block⌋",
    reduceSum: inRounds(guarded, (length) => Math.max(1, Math.floor(length / block))),
  },
  "one round alone": {
    looksLike: "The sum of the first block is given back as the sum of all.",
    reread: "until one number is left",
    reduceSum: (device, x) => {
      const length = vector(x);
      return device.launch(guarded, [1], { block, length }, x);
    },
  },
  "starts from 1": {
    looksLike: "Each block's sum starts from 1.",
    reread: "Σ_i x_i: an empty sum is 0",
    reduceSum: inRounds(
      function (this: Thread<"block" | "length">, x: Vector): number {
        let sum = 1;
        for (let i = 0; i < this.constants.block; i++) {
          const place = this.thread.x * this.constants.block + i;
          if (place < this.constants.length) {
            sum += x[place]!;
          }
        }
        return sum;
      },
      (length) => Math.ceil(length / block),
    ),
  },
  "blocks that overlap": {
    looksLike: "Each block begins with the last number of the one before, so that number counts twice.",
    reread: "block b holds the entries from b · block to (b + 1) · block − 1",
    reduceSum: inRounds(
      function (this: Thread<"block" | "length">, x: Vector): number {
        let sum = 0;
        for (let i = 0; i < this.constants.block + 1; i++) {
          const place = this.thread.x * this.constants.block + i;
          if (place < this.constants.length) {
            sum += x[place]!;
          }
        }
        return sum;
      },
      (length) => Math.ceil(length / block),
    ),
  },
  "mean for sum": {
    looksLike: "The sum is divided by the number of entries.",
    reread: "Σ_i x_i, not the mean",
    reduceSum: (device, x) => {
      const length = vector(x);
      const kernel = function (this: Thread<"length">, sum: Vector): number {
        return sum[this.thread.x]! / this.constants.length;
      };
      return device.launch(kernel, [1], { length }, reduceSum(device, x));
    },
  },
  "any shape taken": {
    looksLike: "A matrix is summed as if it were a vector.",
    reread: "throws when x is not a vector",
    reduceSum: (device, x) =>
      reduceSum(device, device.reshape(x, [x.shape.reduce((product, size) => product * size, 1)])),
  },
});
