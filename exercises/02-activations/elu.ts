import { NotStarted, type Tensor } from "#tensor";

export interface EluOptions {
  /** Depth α to which the negative side falls, positive; 1 when left out. */
  readonly alpha?: number;
}

/**
 * Exponential linear unit: the identity where x is positive, a smooth fall to −α elsewhere.
 *
 * `elu(x) = x where x > 0, α (exp(x) − 1) elsewhere`
 *
 * Inputs of ±1000 must not overflow.
 *
 * @param x - any shape, real.
 * @param options.alpha - the depth α; 1 when left out.
 * @returns the shape of `x`, above −α.
 */
export function elu(x: Tensor, { alpha = 1 }: EluOptions = {}): Tensor {
  throw new NotStarted();
}

/**
 * Gradient of a loss with respect to the input of {@link elu}. At x = 0 the slope from the left is taken.
 *
 * @param x - the input that the forward pass was given.
 * @param gradOutput - shape of `x`, the gradient dL/dy with respect to the output.
 * @param options.alpha - as in the forward pass.
 * @returns dL/dx, the shape of `x`.
 */
export function eluBackward(x: Tensor, gradOutput: Tensor, { alpha = 1 }: EluOptions = {}): Tensor {
  throw new NotStarted();
}
