import { where, type Tensor } from "#tensor";

/**
 * Logistic sigmoid: squashes any number into (0, 1), with 1/2 at 0.
 *
 * `σ(x) = 1 / (1 + exp(−x)) = exp(x) / (1 + exp(x))`
 *
 * The first form serves where x ≥ 0, the second elsewhere: both then need exp(−|x|) alone, which can't overflow, and
 * small results keep all their digits.
 *
 * @param x - any shape, real.
 * @returns the shape of `x`, in (0, 1); 0 and 1 are reached by rounding, far out.
 * @example sigmoid(tensor([0, Math.log(3)])) // => [0.5, 0.75]
 * @see Goodfellow, Bengio & Courville, Deep Learning (2016), section 3.10.
 */
export function sigmoid(x: Tensor): Tensor {
  const power = x.abs().neg().exp();
  return where(x.greaterEqual(0), 1, power).div(power.add(1));
}

/**
 * Gradient of a loss with respect to the input of {@link sigmoid}.
 *
 * `dL/dx = dL/dy · σ(x) (1 − σ(x))`
 *
 * The second factor is written as σ(−x): where σ(x) rounds to 1, the difference would be 0.
 *
 * @param x - the input that the forward pass was given.
 * @param gradOutput - shape of `x`, the gradient dL/dy with respect to the output.
 * @returns dL/dx, the shape of `x`.
 * @example sigmoidBackward(tensor([0, Math.log(3)]), tensor([8, 16])) // => [2, 3]
 */
export function sigmoidBackward(x: Tensor, gradOutput: Tensor): Tensor {
  return gradOutput.mul(sigmoid(x)).mul(sigmoid(x.neg()));
}
