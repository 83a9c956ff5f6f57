import type { Device, DeviceTensor, Kernel, Matrix, Thread } from "#gpu";
import { mistakes } from "#graders/spec/authoring.ts";

/** The reference's launch with another kernel. */
function launching(kernel: Kernel<"depth">) {
  return (device: Device, a: DeviceTensor, b: DeviceTensor): DeviceTensor => {
    fitting(a, b);
    return device.launch(kernel, [a.shape[0]!, b.shape[1]!], { depth: a.shape[1]! }, a, b);
  };
}

function fitting(a: DeviceTensor, b: DeviceTensor): void {
  if (a.shape[1] !== b.shape[0]) throw new RangeError("matmul: the columns of a must be as many as the rows of b.");
}

function product(this: Thread<"depth">, a: Matrix, b: Matrix): number {
  let sum = 0;
  for (let k = 0; k < this.constants.depth; k++) {
    sum += a[this.thread.y]![k]! * b[k]![this.thread.x]!;
  }
  return sum;
}

export default mistakes<typeof import("#reference/16-gpu-kernels/matmul-kernel.ts")>({
  "rows and columns swapped": {
    looksLike: "x is taken for the row and y for the column, so C comes out with its axes swapped.",
    reread: "C[y, x]: x counts along the last axis, which is the column",
    matmul: (device, a, b) => {
      fitting(a, b);
      const transposed = function (this: Thread<"depth">, a: Matrix, b: Matrix): number {
        let sum = 0;
        for (let k = 0; k < this.constants.depth; k++) {
          sum += a[this.thread.x]![k]! * b[k]![this.thread.y]!;
        }
        return sum;
      };
      return device.launch(transposed, [b.shape[1]!, a.shape[0]!], { depth: a.shape[1]! }, a, b);
    },
  },
  "bound of the loop as an argument": {
    looksLike: "The length of the walk is passed as a plain argument, and gpu.js cuts the loop at 1,000 rounds.",
    reread: "the bound of a loop must be one of this.constants",
    matmul: (device, a, b) => {
      fitting(a, b);
      const cut = function (this: Thread, a: Matrix, b: Matrix, depth: number): number {
        let sum = 0;
        for (let k = 0; k < depth; k++) {
          sum += a[this.thread.y]![k]! * b[k]![this.thread.x]!;
        }
        return sum;
      };
      return device.launch(cut, [a.shape[0]!, b.shape[1]!], {}, a, b, a.shape[1]!);
    },
  },
  "last product left out": {
    looksLike: "The walk ends one entry early.",
    reread: "Σ_k runs over all K entries, 0 to K − 1",
    matmul: launching(function (this: Thread<"depth">, a: Matrix, b: Matrix): number {
      let sum = 0;
      for (let k = 0; k < this.constants.depth - 1; k++) {
        sum += a[this.thread.y]![k]! * b[k]![this.thread.x]!;
      }
      return sum;
    }),
  },
  "last product alone": {
    looksLike: "Each product replaces the sum in place of being added to it.",
    reread: "Σ_k: sum += …",
    matmul: launching(function (this: Thread<"depth">, a: Matrix, b: Matrix): number {
      let sum = 0;
      for (let k = 0; k < this.constants.depth; k++) {
        sum = a[this.thread.y]![k]! * b[k]![this.thread.x]!;
      }
      return sum;
    }),
  },
  "multiples of four": {
    looksLike: "The walk takes four entries at a time and leaves out what is over at the end.",
    reread: "Σ_k runs over all K entries, whether 4 divides K or not",
    matmul: launching(function (this: Thread<"depth">, a: Matrix, b: Matrix): number {
      let sum = 0;
      for (let k = 0; k < this.constants.depth - 3; k += 4) {
        sum += a[this.thread.y]![k]! * b[k]![this.thread.x]!;
        sum += a[this.thread.y]![k + 1]! * b[k + 1]![this.thread.x]!;
        sum += a[this.thread.y]![k + 2]! * b[k + 2]![this.thread.x]!;
        sum += a[this.thread.y]![k + 3]! * b[k + 3]![this.thread.x]!;
      }
      return sum;
    }),
  },
  "sizes unchecked": {
    looksLike: "Matrices that don't fit are multiplied as far as they go.",
    reread: "throws when the columns of a aren't as many as the rows of b",
    matmul: (device, a, b) => device.launch(product, [a.shape[0]!, b.shape[1]!], { depth: a.shape[1]! }, a, b),
  },
});
