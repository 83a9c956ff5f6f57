import { where, type Tensor } from "#tensor";

export interface EluOptions {
  /** Depth α to which the negative side falls, positive; 1 when left out. */
  readonly alpha?: number;
}

/**
 * Exponential linear unit: the identity where x is positive, a smooth fall to −α elsewhere.
 *
 * `elu(x) = x where x > 0, α (exp(x) − 1) elsewhere`
 *
 * Only min(x, 0) is raised to a power, which can't overflow; `Math.expm1` keeps the digits of exp(x) − 1 near 0.
 *
 * @param x - any shape, real.
 * @param options.alpha - the depth α; 1 when left out.
 * @returns the shape of `x`, above −α.
 * @example elu(tensor([-Math.log(2), 3])) // => [-0.5, 3]
 * @see Clevert, Unterthiner & Hochreiter, Fast and accurate deep network learning by exponential linear units (2016),
 * section 3.
 */
export function elu(x: Tensor, { alpha = 1 }: EluOptions = {}): Tensor {
  const fall = x.minimum(0).map((value) => Math.expm1(value));
  return where(x.greater(0), x, fall.mul(alpha));
}

/**
 * Gradient of a loss with respect to the input of {@link elu}.
 *
 * `dL/dx = dL/dy · (1 where x > 0, α exp(x) elsewhere)`
 *
 * At x = 0 the slope is 1 from the right and α from the left, so only for α = 1 has the function one there; α is taken,
 * as in PyTorch.
 *
 * @param x - the input that the forward pass was given.
 * @param gradOutput - shape of `x`, the gradient dL/dy with respect to the output.
 * @param options.alpha - as in the forward pass.
 * @returns dL/dx, the shape of `x`.
 * @example eluBackward(tensor([-Math.log(2), 3]), tensor([4, 5])) // => [2, 5]
 */
export function eluBackward(x: Tensor, gradOutput: Tensor, { alpha = 1 }: EluOptions = {}): Tensor {
  const slope = where(x.greater(0), 1, x.minimum(0).exp().mul(alpha));
  return gradOutput.mul(slope);
}
