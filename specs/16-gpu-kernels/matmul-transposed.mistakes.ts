import type { Device, DeviceTensor, Kernel, Matrix, Thread } from "#gpu";
import { matmulTransposeA, matmulTransposeB } from "#reference/16-gpu-kernels/matmul-transposed.ts";
import { mistakes } from "#graders/spec/authoring.ts";

type Host = (device: Device, a: DeviceTensor, b: DeviceTensor) => DeviceTensor;

function rows(kernel: Kernel<"depth">): Host {
  return (device, a, b) => {
    if (a.shape[1] !== b.shape[1]) throw new RangeError("matmulTransposeB: the columns must be as many.");
    return device.launch(kernel, [a.shape[0]!, b.shape[0]!], { depth: a.shape[1]! }, a, b);
  };
}

function columns(kernel: Kernel<"depth">): Host {
  return (device, a, b) => {
    if (a.shape[0] !== b.shape[0]) throw new RangeError("matmulTransposeA: the rows must be as many.");
    return device.launch(kernel, [a.shape[1]!, b.shape[1]!], { depth: a.shape[0]! }, a, b);
  };
}

/** The same numbers with the axes swapped. */
function swapped(device: Device, x: DeviceTensor): DeviceTensor {
  const kernel = function (this: Thread, x: Matrix): number {
    return x[this.thread.x]![this.thread.y]!;
  };
  return device.launch(kernel, [x.shape[1]!, x.shape[0]!], {}, x);
}

export default mistakes<typeof import("#reference/16-gpu-kernels/matmul-transposed.ts")>({
  "A Bᵀ with its axes swapped": {
    looksLike: "x is taken for the row and y for the column: B Aᵀ in place of A Bᵀ.",
    reread: "C[y, x] = Σ_k A[y, k] B[x, k]",
    matmulTransposeB: (device, a, b) => swapped(device, matmulTransposeB(device, a, b)),
  },
  "Aᵀ B with its axes swapped": {
    looksLike: "x is taken for the row and y for the column: Bᵀ A in place of Aᵀ B.",
    reread: "C[y, x] = Σ_k A[k, y] B[k, x]",
    matmulTransposeA: (device, a, b) => swapped(device, matmulTransposeA(device, a, b)),
  },
  "A Bᵀ reshaped, not transposed": {
    looksLike: "B is given the shape of its transpose with its numbers in the old order.",
    reread: "Bᵀ[k, x] = B[x, k]: a reshape moves no number",
    matmulTransposeB: (device, a, b) => {
      if (a.shape[1] !== b.shape[1]) throw new RangeError("matmulTransposeB: the columns must be as many.");
      const kernel = function (this: Thread<"depth">, a: Matrix, b: Matrix): number {
        let sum = 0;
        for (let k = 0; k < this.constants.depth; k++) {
          sum += a[this.thread.y]![k]! * b[k]![this.thread.x]!;
        }
        return sum;
      };
      const reshaped = device.reshape(b, [b.shape[1]!, b.shape[0]!]);
      return device.launch(kernel, [a.shape[0]!, b.shape[0]!], { depth: a.shape[1]! }, a, reshaped);
    },
  },
  "bound of the loop as an argument in A Bᵀ": {
    looksLike: "The length of the walk is passed as a plain argument, and gpu.js cuts the loop at 1,000 rounds.",
    reread: "the bound of a loop must be one of this.constants",
    matmulTransposeB: (device, a, b) => {
      if (a.shape[1] !== b.shape[1]) throw new RangeError("matmulTransposeB: the columns must be as many.");
      const kernel = function (this: Thread, a: Matrix, b: Matrix, depth: number): number {
        let sum = 0;
        for (let k = 0; k < depth; k++) {
          sum += a[this.thread.y]![k]! * b[this.thread.x]![k]!;
        }
        return sum;
      };
      return device.launch(kernel, [a.shape[0]!, b.shape[0]!], {}, a, b, a.shape[1]!);
    },
  },
  "bound of the loop as an argument in Aᵀ B": {
    looksLike: "The length of the walk is passed as a plain argument, and gpu.js cuts the loop at 1,000 rounds.",
    reread: "the bound of a loop must be one of this.constants",
    matmulTransposeA: (device, a, b) => {
      if (a.shape[0] !== b.shape[0]) throw new RangeError("matmulTransposeA: the rows must be as many.");
      const kernel = function (this: Thread, a: Matrix, b: Matrix, depth: number): number {
        let sum = 0;
        for (let k = 0; k < depth; k++) {
          sum += a[k]![this.thread.y]! * b[k]![this.thread.x]!;
        }
        return sum;
      };
      return device.launch(kernel, [a.shape[1]!, b.shape[1]!], {}, a, b, a.shape[0]!);
    },
  },
  "last product left out of A Bᵀ": {
    looksLike: "The walk along the rows ends one entry early.",
    reread: "Σ_k runs over all K entries, 0 to K − 1",
    matmulTransposeB: rows(function (this: Thread<"depth">, a: Matrix, b: Matrix): number {
      let sum = 0;
      for (let k = 0; k < this.constants.depth - 1; k++) {
        sum += a[this.thread.y]![k]! * b[this.thread.x]![k]!;
      }
      return sum;
    }),
  },
  "last product left out of Aᵀ B": {
    looksLike: "The walk down the columns ends one entry early.",
    reread: "Σ_k runs over all K entries, 0 to K − 1",
    matmulTransposeA: columns(function (this: Thread<"depth">, a: Matrix, b: Matrix): number {
      let sum = 0;
      for (let k = 0; k < this.constants.depth - 1; k++) {
        sum += a[k]![this.thread.y]! * b[k]![this.thread.x]!;
      }
      return sum;
    }),
  },
});
