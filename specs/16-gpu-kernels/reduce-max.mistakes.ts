import type { Device, DeviceTensor, Kernel, Thread, Vector } from "#gpu";
import { reduceMax } from "#reference/16-gpu-kernels/reduce-max.ts";
import { mistakes } from "#graders/spec/authoring.ts";

const block = 8;
type Sizes = "block" | "length";

function vector(x: DeviceTensor): number {
  if (x.shape.length !== 1) throw new RangeError("reduceMax: x must be a vector.");
  return x.shape[0]!;
}

function inRounds(kernel: Kernel<Sizes>, blocksOf: (length: number) => number) {
  return (device: Device, x: DeviceTensor): DeviceTensor => {
    let length = vector(x);
    let largest = x;
    do {
      const blocks = blocksOf(length);
      largest = device.launch(kernel, [blocks], { block, length }, largest);
      length = blocks;
    } while (length > 1);
    return largest;
  };
}

const all = (length: number): number => Math.ceil(length / block);

function guarded(this: Thread<Sizes>, x: Vector): number {
  const first = this.thread.x * this.constants.block;
  let largest = x[first]!;
  for (let i = 1; i < this.constants.block; i++) {
    if (first + i < this.constants.length) {
      largest = Math.max(largest, x[first + i]!);
    }
  }
  return largest;
}

export default mistakes<typeof import("#reference/16-gpu-kernels/reduce-max.ts")>({
  "starts from 0": {
    looksLike: "The search starts from 0, which wins over numbers that are all negative.",
    reread: "max_i x_i is one of the entries",
    reduceMax: inRounds(function (this: Thread<Sizes>, x: Vector): number {
      const first = this.thread.x * this.constants.block;
      let largest = 0;
      for (let i = 0; i < this.constants.block; i++) {
        if (first + i < this.constants.length) {
          largest = Math.max(largest, x[first + i]!);
        }
      }
      return largest;
    }, all),
  },
  "last block left out": {
    looksLike: "Only whole blocks are searched; what is over at the end is left out.",
    reread: "⌈N / block⌉ blocks, not ⌊N / block⌋",
    reduceMax: inRounds(guarded, (length) => Math.max(1, Math.floor(length / block))),
  },
  "one round alone": {
    looksLike: "The largest entry of the first block is given back as that of all.",
    reread: "until one number is left",
    reduceMax: (device, x) => device.launch(guarded, [1], { block, length: vector(x) }, x),
  },
  "minimum for maximum": {
    looksLike: "The smallest entry is found.",
    reread: "max_i x_i",
    reduceMax: inRounds(function (this: Thread<Sizes>, x: Vector): number {
      const first = this.thread.x * this.constants.block;
      let smallest = x[first]!;
      for (let i = 1; i < this.constants.block; i++) {
        if (first + i < this.constants.length) {
          smallest = Math.min(smallest, x[first + i]!);
        }
      }
      return smallest;
    }, all),
  },
  "largest in size": {
    looksLike: "The entry farthest from 0 is found, whatever its sign.",
    reread: "max_i x_i: −5 is below 1",
    reduceMax: inRounds(function (this: Thread<Sizes>, x: Vector): number {
      const first = this.thread.x * this.constants.block;
      let largest = x[first]!;
      for (let i = 1; i < this.constants.block; i++) {
        if (first + i < this.constants.length && Math.abs(x[first + i]!) > Math.abs(largest)) {
          largest = x[first + i]!;
        }
      }
      return largest;
    }, all),
  },
  "starts from -1e6": {
    looksLike: "The search starts from a number that was thought to be below all others, and isn't.",
    reread: "max_i x_i is one of the entries: start from one",
    reduceMax: inRounds(function (this: Thread<Sizes>, x: Vector): number {
      const first = this.thread.x * this.constants.block;
      let largest = -1000000;
      for (let i = 0; i < this.constants.block; i++) {
        if (first + i < this.constants.length) {
          largest = Math.max(largest, x[first + i]!);
        }
      }
      return largest;
    }, all),
  },
  "any shape taken": {
    looksLike: "A matrix is searched as if it were a vector.",
    reread: "throws when x is not a vector",
    reduceMax: (device, x) =>
      reduceMax(device, device.reshape(x, [x.shape.reduce((product, size) => product * size, 1)])),
  },
});
