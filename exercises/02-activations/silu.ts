import { NotStarted, type Tensor } from "#tensor";

/**
 * Sigmoid linear unit, also called swish: x, weighted by its own sigmoid.
 *
 * `silu(x) = x σ(x)` with `σ(x) = 1 / (1 + exp(−x))`
 *
 * Inputs of ±1000 must not overflow, and small results such as silu(−40) must keep their digits.
 *
 * @param x - any shape, real.
 * @returns the shape of `x`, above −0.28.
 */
export function silu(x: Tensor): Tensor {
  throw new NotStarted();
}

/**
 * Gradient of a loss with respect to the input of {@link silu}.
 *
 * @param x - the input that the forward pass was given.
 * @param gradOutput - shape of `x`, the gradient dL/dy with respect to the output.
 * @returns dL/dx, the shape of `x`.
 */
export function siluBackward(x: Tensor, gradOutput: Tensor): Tensor {
  throw new NotStarted();
}
