import { NotStarted, type Tensor } from "#tensor";

/**
 * Hyperbolic tangent: squashes any number into (−1, 1), with 0 at 0 and slope 1 there.
 *
 * `tanh(x) = (exp(x) − exp(−x)) / (exp(x) + exp(−x)) = 2 σ(2x) − 1`
 *
 * Inputs of ±1000 must not overflow, and near 0, where tanh(x) ≈ x, results must keep their digits.
 *
 * @param x - any shape, real.
 * @returns the shape of `x`, in (−1, 1); the bounds are reached by rounding, far out.
 */
export function tanh(x: Tensor): Tensor {
  throw new NotStarted();
}

/**
 * Gradient of a loss with respect to the input of {@link tanh}.
 *
 * @param x - the input that the forward pass was given, not its output.
 * @param gradOutput - shape of `x`, the gradient dL/dy with respect to the output.
 * @returns dL/dx, the shape of `x`.
 */
export function tanhBackward(x: Tensor, gradOutput: Tensor): Tensor {
  throw new NotStarted();
}
