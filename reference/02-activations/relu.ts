import { where, type Tensor } from "#tensor";

/**
 * Rectified linear unit: keeps what is positive, gives 0 for the rest.
 *
 * `relu(x) = max(0, x)`
 *
 * @param x - any shape, real.
 * @returns the shape of `x`, at least 0.
 * @example relu(tensor([-2, 0, 3])) // => [0, 0, 3]
 * @see Nair & Hinton, Rectified linear units improve restricted Boltzmann machines (2010), section 2.
 */
export function relu(x: Tensor): Tensor {
  return x.maximum(0);
}

/**
 * Gradient of a loss with respect to the input of {@link relu}.
 *
 * `dL/dx = dL/dy · 1[x > 0]`
 *
 * At x = 0 there is no slope; 0 is the usual choice among the subgradients in [0, 1].
 *
 * @param x - the input that the forward pass was given.
 * @param gradOutput - shape of `x`, the gradient dL/dy with respect to the output.
 * @returns the shape of `x`.
 * @example reluBackward(tensor([-2, 0, 3]), tensor([1, 1, 5])) // => [0, 0, 5]
 */
export function reluBackward(x: Tensor, gradOutput: Tensor): Tensor {
  return where(x.greater(0), gradOutput, 0);
}
