import { NotStarted, type Tensor } from "#tensor";

export interface LogSoftmaxOptions {
  /** The axis along which entries compete, -1 (the last) when left out. */
  readonly axis?: number;
}

/**
 * Logarithms of the probabilities that softmax gives, computed without those probabilities.
 *
 * `logSoftmax(x)_i = x_i − log Σ_j exp(x_j)`
 *
 * Scores of ±1000 must not overflow, and must not give -Infinity.
 *
 * @param x - any shape but [], scores, finite.
 * @param options.axis - the axis summed over; the last when left out.
 * @returns the shape of `x`, log probabilities, at most 0.
 */
export function logSoftmax(x: Tensor, { axis = -1 }: LogSoftmaxOptions = {}): Tensor {
  throw new NotStarted();
}

/**
 * Gradient of a loss with respect to the scores.
 *
 * @param x - the scores that the forward pass was given.
 * @param gradOutput - shape of `x`, dL/dy with y = logSoftmax(x).
 * @param options.axis - as in the forward pass.
 * @returns dL/dx, the shape of `x`.
 */
export function logSoftmaxBackward(x: Tensor, gradOutput: Tensor, { axis = -1 }: LogSoftmaxOptions = {}): Tensor {
  throw new NotStarted();
}
