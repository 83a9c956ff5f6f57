import type { Tensor } from "#tensor";

/**
 * Clipping by value: each entry is cut to [−limit, limit].
 *
 * `g_i ← max(−c, min(c, g_i))`
 *
 * Cheap, and no entry can do damage; but large entries lose more than small ones, so that the step turns to another
 * direction.
 *
 * @param gradients - g, one tensor for each parameter.
 * @param limit - c, above 0.
 * @returns one tensor for each gradient, of its shape.
 * @throws RangeError - when the limit is not above 0.
 * @example clipByValue([tensor([3, -0.5]), tensor([[-7]])], 1) // => [[1, -0.5], [[-1]]]
 * @see PyTorch, nn.utils.clip_grad_value_.
 */
export function clipByValue(gradients: readonly Tensor[], limit: number): Tensor[] {
  expectAboveZero(clipByValue.name, { limit });
  return gradients.map((gradient) => gradient.clip(-limit, limit));
}

/**
 * The length of all gradients together, as if they were one long vector.
 *
 * `‖g‖ = √(Σ_tensors Σ_i g_i²)`
 *
 * @param gradients - one tensor for each parameter.
 * @returns at least 0; 0 for no gradients.
 * @example globalNorm([tensor([3, 0]), tensor([[-4]])]) // => 5
 */
export function globalNorm(gradients: readonly Tensor[]): number {
  return Math.sqrt(gradients.reduce((sum, gradient) => sum + gradient.square().sum().item(), 0));
}

/**
 * Clipping by the global norm: all gradients shrink by one factor, so that their joint length is at most maxNorm.
 *
 * `g ← g · min(1, c / ‖g‖)`
 *
 * One factor for all tensors keeps the direction of the step; a factor for each, as Keras's `clipnorm` has it, would not.
 * PyTorch divides by ‖g‖ + 1e-6, which makes hardly a difference; TensorFlow and optax divide as here. An infinite entry
 * leaves NaN behind, as in PyTorch: there is no direction left to keep.
 *
 * @param gradients - g, one tensor for each parameter.
 * @param maxNorm - c, above 0.
 * @returns one tensor for each gradient, of its shape.
 * @throws RangeError - when maxNorm is not above 0.
 * @example clipByGlobalNorm([tensor([3, 0]), tensor([[-4]])], 1) // => [[0.6, 0], [[-0.8]]]
 * @see Pascanu, Mikolov & Bengio, On the difficulty of training recurrent neural networks (2013), algorithm 1; PyTorch,
 *   nn.utils.clip_grad_norm_.
 */
export function clipByGlobalNorm(gradients: readonly Tensor[], maxNorm: number): Tensor[] {
  expectAboveZero(clipByGlobalNorm.name, { maxNorm });
  const factor = Math.min(1, maxNorm / globalNorm(gradients));
  return gradients.map((gradient) => gradient.mul(factor));
}

function expectAboveZero(caller: string, option: { readonly [name: string]: number }): void {
  const [[name, value]] = Object.entries(option) as [[string, number]];
  if (value > 0) return;
  throw new RangeError(`${caller}: ${name} is ${value}, expected a number above 0. It is a length, such as 1.`);
}
