import type { Device, DeviceTensor, Matrix, Thread } from "#gpu";

/**
 * Matrix product C = A B on a device: one thread for each entry of C walks along a row of A and down a column of B.
 *
 * `C[y, x] = Σ_k A[y, k] B[k, x]`
 *
 * The length of the walk is a constant of the launch. With k from a plain argument, gpu.js would stop after 1,000 rounds and say nothing.
 *
 * @param a - `[M, K]`
 * @param b - `[K, N]`
 * @returns `[M, N]`
 * @throws RangeError - when the columns of a aren't as many as the rows of b.
 * @see NVIDIA, CUDA C++ Programming Guide, 3.2.4, the first matrix product, https://docs.nvidia.com/cuda/cuda-c-programming-guide/
 *
 * @example
 * const device = new PlainDevice();
 * const a = device.upload(tensor([[1, 2], [3, 4], [5, 6]]));
 * const b = device.upload(tensor([[10], [1]]));
 * device.read(matmul(device, a, b)) // => [[12], [34], [56]]
 */
export function matmul(device: Device, a: DeviceTensor, b: DeviceTensor): DeviceTensor {
  const [rows, depth] = a.shape as readonly [number, number];
  const [height, columns] = b.shape as readonly [number, number];
  if (depth !== height)
    throw new RangeError(
      `matmul: a has shape [${a.shape.join(", ")}] and b [${b.shape.join(", ")}]. The columns of a must be as many as the rows of b.`,
    );
  return device.launch(matmulKernel, [rows, columns], { depth }, a, b);
}

function matmulKernel(this: Thread<"depth">, a: Matrix, b: Matrix): number {
  let sum = 0;
  for (let k = 0; k < this.constants.depth; k++) {
    sum += a[this.thread.y]![k]! * b[k]![this.thread.x]!;
  }
  return sum;
}
