import { NotStarted } from "#tensor";
import type { Device, DeviceTensor } from "#gpu";

/**
 * A Bᵀ on a device without a transposed copy.
 *
 * `C[y, x] = Σ_k A[y, k] B[x, k]`
 *
 * A linear layer's forward pass, X Wᵀ, and the scores of attention, Q Kᵀ.
 *
 * @param a - `[M, K]`
 * @param b - `[N, K]`
 * @returns `[M, N]`
 * @throws an error when a and b don't have as many columns.
 */
export function matmulTransposeB(device: Device, a: DeviceTensor, b: DeviceTensor): DeviceTensor {
  throw new NotStarted();
}

/**
 * Aᵀ B on a device without a transposed copy.
 *
 * `C[y, x] = Σ_k A[k, y] B[k, x]`
 *
 * A linear layer's weight gradient, (dL/dY)ᵀ X.
 *
 * @param a - `[K, M]`
 * @param b - `[K, N]`
 * @returns `[M, N]`
 * @throws an error when a and b don't have as many rows.
 */
export function matmulTransposeA(device: Device, a: DeviceTensor, b: DeviceTensor): DeviceTensor {
  throw new NotStarted();
}
