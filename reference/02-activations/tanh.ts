import type { Tensor } from "#tensor";

/**
 * Hyperbolic tangent: squashes any number into (−1, 1), with 0 at 0 and slope 1 there.
 *
 * `tanh(x) = (exp(x) − exp(−x)) / (exp(x) + exp(−x)) = 2 σ(2x) − 1`
 *
 * The library's tanh is none of these fractions: for large |x| the powers overflow, and near 0, where tanh(x) ≈ x,
 * the difference of two numbers close to 1 has no digits left.
 *
 * @param x - any shape, real.
 * @returns the shape of `x`, in (−1, 1); the bounds are reached by rounding, far out.
 * @example tanh(tensor([0, Math.log(2)])) // => [0, 0.6]
 * @see LeCun, Bottou, Orr & Müller, Efficient BackProp (1998), section 4.4.
 */
export function tanh(x: Tensor): Tensor {
  return x.tanh();
}

/**
 * Gradient of a loss with respect to the input of {@link tanh}.
 *
 * `dL/dx = dL/dy · (1 − tanh(x)²)`
 *
 * @param x - the input that the forward pass was given, not its output.
 * @param gradOutput - shape of `x`, the gradient dL/dy with respect to the output.
 * @returns dL/dx, the shape of `x`.
 * @example tanhBackward(tensor([0, Math.log(2)]), tensor([3, 25])) // => [3, 16]
 */
export function tanhBackward(x: Tensor, gradOutput: Tensor): Tensor {
  const slope = tanh(x).square().neg().add(1);
  return gradOutput.mul(slope);
}
