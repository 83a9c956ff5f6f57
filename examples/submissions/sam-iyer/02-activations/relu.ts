import { NotStarted, type Tensor } from "#tensor";

/**
 * Rectified linear unit: keeps what is positive, gives 0 for the rest.
 *
 * `relu(x) = max(0, x)`
 *
 * @param x - any shape, real.
 * @returns the shape of `x`, at least 0.
 */
export function relu(x: Tensor): Tensor {
  throw new NotStarted();
}

/**
 * Gradient of a loss with respect to the input of {@link relu}. At x = 0, where there is no slope, it is 0.
 *
 * @param x - the input that the forward pass was given.
 * @param gradOutput - shape of `x`, the gradient dL/dy with respect to the output.
 * @returns dL/dx, the shape of `x`.
 */
export function reluBackward(x: Tensor, gradOutput: Tensor): Tensor {
  throw new NotStarted();
}
