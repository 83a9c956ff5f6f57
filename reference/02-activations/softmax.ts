import type { Tensor } from "#tensor";

export interface SoftmaxOptions {
  /** The axis along which entries compete, -1 (the last) when left out. */
  readonly axis?: number;
}

/**
 * Turns scores into probabilities: positive, summing to 1 along one axis.
 *
 * `softmax(x)_i = exp(x_i) / Σ_j exp(x_j)`
 *
 * The maximum is subtracted before `exp`, which changes nothing in the ratio and keeps large scores from overflowing.
 *
 * @param x - any shape but [], scores, finite.
 * @param options.axis - the axis summed over; the last when left out.
 * @returns the shape of `x`, entries in (0, 1].
 * @example softmax(tensor([0, 0, Math.log(2)])) // => [0.25, 0.25, 0.5]
 * @see Bridle, Probabilistic interpretation of feedforward classification network outputs (1990), equation 11.
 */
export function softmax(x: Tensor, { axis = -1 }: SoftmaxOptions = {}): Tensor {
  const powers = x.sub(x.max(axis, { keepDims: true })).exp();
  return powers.div(powers.sum(axis, { keepDims: true }));
}

/**
 * Gradient of a loss with respect to the scores.
 *
 * `dL/dx_i = p_i (dL/dp_i − Σ_j dL/dp_j p_j)` with p = softmax(x)
 *
 * The sum is what each probability loses when another gains: the Jacobian diag(p) − p pᵀ is not diagonal.
 *
 * @param x - the scores that the forward pass was given.
 * @param gradOutput - shape of `x`, dL/dp.
 * @param options.axis - as in the forward pass.
 * @returns dL/dx, the shape of `x`; sums to 0 along the axis.
 * @example softmaxBackward(tensor([0, 0]), tensor([1, 0])) // => [0.25, -0.25]
 */
export function softmaxBackward(x: Tensor, gradOutput: Tensor, { axis = -1 }: SoftmaxOptions = {}): Tensor {
  const probabilities = softmax(x, { axis });
  const expected = gradOutput.mul(probabilities).sum(axis, { keepDims: true });
  return probabilities.mul(gradOutput.sub(expected));
}
