import { NotStarted, type Tensor } from "#tensor";

/**
 * Clipping by value: each entry is cut to [−limit, limit].
 *
 * `g_i ← max(−c, min(c, g_i))`
 *
 * @param gradients - g, one tensor for each parameter.
 * @param limit - c, above 0.
 * @returns one tensor for each gradient, of its shape.
 * @throws RangeError - when the limit is not above 0.
 */
export function clipByValue(gradients: readonly Tensor[], limit: number): Tensor[] {
  throw new NotStarted();
}

/**
 * The length of all gradients together, as if they were one long vector.
 *
 * `‖g‖ = √(Σ_tensors Σ_i g_i²)`
 *
 * @param gradients - one tensor for each parameter.
 * @returns at least 0; 0 for no gradients.
 */
export function globalNorm(gradients: readonly Tensor[]): number {
  throw new NotStarted();
}

/**
 * Clipping by the global norm: all gradients shrink by one factor, so that their joint length is at most maxNorm.
 *
 * `g ← g · min(1, c / ‖g‖)`
 *
 * An infinite entry leaves NaN behind: there is no direction left to keep.
 *
 * @param gradients - g, one tensor for each parameter.
 * @param maxNorm - c, above 0.
 * @returns one tensor for each gradient, of its shape.
 * @throws RangeError - when maxNorm is not above 0.
 */
export function clipByGlobalNorm(gradients: readonly Tensor[], maxNorm: number): Tensor[] {
  throw new NotStarted();
}
