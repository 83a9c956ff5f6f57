import { NotStarted, type Tensor } from "#tensor";

export interface SoftmaxOptions {
  /** The axis along which entries compete, -1 (the last) when left out. */
  readonly axis?: number;
}

/**
 * Turns scores into probabilities: positive, summing to 1 along one axis.
 *
 * `softmax(x)_i = exp(x_i) / Σ_j exp(x_j)`
 *
 * Scores of ±1000 must not overflow.
 *
 * @param x - any shape but [], scores, finite.
 * @param options.axis - the axis summed over; the last when left out.
 * @returns the shape of `x`, entries in (0, 1].
 */
export function softmax(x: Tensor, { axis = -1 }: SoftmaxOptions = {}): Tensor {
  throw new NotStarted();
}

/**
 * Gradient of a loss with respect to the scores.
 *
 * @param x - the scores that the forward pass was given.
 * @param gradOutput - shape of `x`, dL/dp with p = softmax(x).
 * @param options.axis - as in the forward pass.
 * @returns dL/dx, the shape of `x`.
 */
export function softmaxBackward(x: Tensor, gradOutput: Tensor, { axis = -1 }: SoftmaxOptions = {}): Tensor {
  throw new NotStarted();
}
