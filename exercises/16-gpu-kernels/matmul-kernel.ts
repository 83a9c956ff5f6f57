import { NotStarted } from "#tensor";
import type { Device, DeviceTensor } from "#gpu";

/**
 * Matrix product C = A B on a device.
 *
 * `C[y, x] = Σ_k A[y, k] B[k, x]`
 *
 * Write a kernel that works out one entry of C, and launch it over C's shape.
 *
 * @param a - `[M, K]`
 * @param b - `[K, N]`
 * @returns `[M, N]`
 * @throws an error when the columns of a aren't as many as the rows of b.
 */
export function matmul(device: Device, a: DeviceTensor, b: DeviceTensor): DeviceTensor {
  throw new NotStarted();
}
