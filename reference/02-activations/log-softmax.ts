import type { Tensor } from "#tensor";

export interface LogSoftmaxOptions {
  /** The axis along which entries compete, -1 (the last) when left out. */
  readonly axis?: number;
}

/**
 * Logarithms of the probabilities that softmax gives, computed without those probabilities.
 *
 * `logSoftmax(x)_i = x_i − log Σ_j exp(x_j)`
 *
 * The maximum is subtracted from all scores first, so that `exp` can't overflow and one term of the sum is 1. The
 * logarithm of softmax itself would be -Infinity wherever a probability is too small for a float.
 *
 * @param x - any shape but [], scores, finite.
 * @param options.axis - the axis summed over; the last when left out.
 * @returns the shape of `x`, log probabilities, at most 0.
 * @example logSoftmax(tensor([1000, 0])) // => [0, -1000]
 * @see Goodfellow, Bengio & Courville, Deep Learning (2016), section 6.2.2.3.
 */
export function logSoftmax(x: Tensor, { axis = -1 }: LogSoftmaxOptions = {}): Tensor {
  const lowered = x.sub(x.max(axis, { keepDims: true }));
  return lowered.sub(lowered.exp().sum(axis, { keepDims: true }).log());
}

/**
 * Gradient of a loss with respect to the scores.
 *
 * `dL/dx_i = dL/dy_i − p_i Σ_j dL/dy_j` with p = softmax(x)
 *
 * @param x - the scores that the forward pass was given.
 * @param gradOutput - shape of `x`, dL/dy with y = logSoftmax(x).
 * @param options.axis - as in the forward pass.
 * @returns dL/dx, the shape of `x`; sums to 0 along the axis.
 * @example logSoftmaxBackward(tensor([0, Math.log(3)]), tensor([3, 1])) // => [2, -2]
 */
export function logSoftmaxBackward(x: Tensor, gradOutput: Tensor, { axis = -1 }: LogSoftmaxOptions = {}): Tensor {
  const probabilities = logSoftmax(x, { axis }).exp();
  return gradOutput.sub(probabilities.mul(gradOutput.sum(axis, { keepDims: true })));
}
