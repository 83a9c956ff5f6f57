import type { Tensor } from "#tensor";
import { sigmoid } from "#reference/02-activations/sigmoid.ts";

/**
 * Softplus: a ReLU with a rounded corner, positive everywhere.
 *
 * `softplus(x) = log(1 + exp(x)) = max(0, x) + log(1 + exp(−|x|))`
 *
 * The second form can't overflow. `Math.log1p` gives log(1 + p) also for a p so small that 1 + p rounds to 1.
 *
 * @param x - any shape, real.
 * @returns the shape of `x`, positive.
 * @example softplus(tensor([0, 1000])) // => [Math.log(2), 1000]
 * @see Dugas et al., Incorporating second-order functional knowledge for better option pricing (2001), section 2.
 */
export function softplus(x: Tensor): Tensor {
  const corner = x
    .abs()
    .neg()
    .exp()
    .map((power) => Math.log1p(power));
  return x.maximum(0).add(corner);
}

/**
 * Gradient of a loss with respect to the input of {@link softplus}.
 *
 * `dL/dx = dL/dy · σ(x)` with σ(x) = 1 / (1 + exp(−x))
 *
 * @param x - the input that the forward pass was given.
 * @param gradOutput - shape of `x`, the gradient dL/dy with respect to the output.
 * @returns dL/dx, the shape of `x`.
 * @example softplusBackward(tensor([0, Math.log(3)]), tensor([2, 8])) // => [1, 6]
 */
export function softplusBackward(x: Tensor, gradOutput: Tensor): Tensor {
  return gradOutput.mul(sigmoid(x));
}
