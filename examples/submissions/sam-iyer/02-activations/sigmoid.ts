import { NotStarted, type Tensor } from "#tensor";

/**
 * Logistic sigmoid: squashes any number into (0, 1), with 1/2 at 0.
 *
 * `σ(x) = 1 / (1 + exp(−x)) = exp(x) / (1 + exp(x))`
 *
 * Inputs of ±1000 must not overflow, and small results such as σ(−40) must keep their digits.
 *
 * @param x - any shape, real.
 * @returns the shape of `x`, in (0, 1); 0 and 1 are reached by rounding, far out.
 */
export function sigmoid(x: Tensor): Tensor {
  throw new NotStarted();
}

/**
 * Gradient of a loss with respect to the input of {@link sigmoid}.
 *
 * @param x - the input that the forward pass was given.
 * @param gradOutput - shape of `x`, the gradient dL/dy with respect to the output.
 * @returns dL/dx, the shape of `x`.
 */
export function sigmoidBackward(x: Tensor, gradOutput: Tensor): Tensor {
  throw new NotStarted();
}
