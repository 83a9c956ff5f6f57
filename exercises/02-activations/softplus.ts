import { NotStarted, type Tensor } from "#tensor";

/**
 * Softplus: a ReLU with a rounded corner, positive everywhere.
 *
 * `softplus(x) = log(1 + exp(x))`
 *
 * Inputs of ±1000 must not overflow, and small results such as softplus(−40) must keep their digits.
 *
 * @param x - any shape, real.
 * @returns the shape of `x`, positive.
 */
export function softplus(x: Tensor): Tensor {
  throw new NotStarted();
}

/**
 * Gradient of a loss with respect to the input of {@link softplus}.
 *
 * @param x - the input that the forward pass was given.
 * @param gradOutput - shape of `x`, the gradient dL/dy with respect to the output.
 * @returns dL/dx, the shape of `x`.
 */
export function softplusBackward(x: Tensor, gradOutput: Tensor): Tensor {
  throw new NotStarted();
}
