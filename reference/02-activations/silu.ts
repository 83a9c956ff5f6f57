import type { Tensor } from "#tensor";
import { sigmoid } from "#reference/02-activations/sigmoid.ts";

/**
 * Sigmoid linear unit, also called swish: x, weighted by its own sigmoid.
 *
 * `silu(x) = x σ(x)` with `σ(x) = 1 / (1 + exp(−x))`
 *
 * @param x - any shape, real.
 * @returns the shape of `x`, above −0.28.
 * @example silu(tensor([0, Math.log(3)])) // => [0, 0.75 * Math.log(3)]
 * @see Elfwing, Uchibe & Doya, Sigmoid-weighted linear units for neural network function approximation in
 * reinforcement learning (2018), section 2.2.
 */
export function silu(x: Tensor): Tensor {
  return x.mul(sigmoid(x));
}

/**
 * Gradient of a loss with respect to the input of {@link silu}.
 *
 * `dL/dx = dL/dy · (σ(x) + x σ(x) (1 − σ(x)))`
 *
 * Both factors of x σ(x) depend on x. 1 − σ(x) is written as σ(−x), as in the gradient of the sigmoid.
 *
 * @param x - the input that the forward pass was given.
 * @param gradOutput - shape of `x`, the gradient dL/dy with respect to the output.
 * @returns dL/dx, the shape of `x`.
 * @example siluBackward(tensor([0, Math.log(3)]), tensor([2, 16])) // => [1, 12 + 3 * Math.log(3)]
 */
export function siluBackward(x: Tensor, gradOutput: Tensor): Tensor {
  const rising = x.mul(sigmoid(x.neg())).add(1);
  return gradOutput.mul(sigmoid(x)).mul(rising);
}
