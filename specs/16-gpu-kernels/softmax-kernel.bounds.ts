import type { Tensor } from "#tensor";
import { division, exponential, secondOrder, smallest, unit } from "./rounding.ts";

/**
 * Relative errors add up along the formula. With t = m − x, the difference is off by t u, and so is its exponential in proportion, which
 * itself is off by what WGSL allows. The sum is off by the mean of that over its terms, and by C roundings of its own; then
 * there is the division.
 */
export function softmax(x: Tensor): Tensor {
  const depth = x.max(-1, { keepDims: true }).sub(x);
  const powers = depth.neg().exp();
  const shares = powers.div(powers.sum(-1, { keepDims: true }));
  const ofPower = depth.map((t) => (t + exponential(t)) * unit);
  const ofSum = ofPower.mul(shares).sum(-1, { keepDims: true });
  const relative = ofPower.add(ofSum).add((x.shape.at(-1)! + division) * unit);
  return shares.mul(relative).mul(secondOrder).add(smallest);
}
