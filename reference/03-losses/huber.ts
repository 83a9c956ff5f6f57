import { where, type Tensor } from "#tensor";
import { expectSameShape } from "#reference/03-losses/expectations.ts";
import { reduce, reduceBackward, type LossOptions } from "#reference/03-losses/reduction.ts";

export interface HuberOptions extends LossOptions {
  /** Where the loss turns from a parabola into a line, above 0; 1 when left out. */
  readonly delta?: number;
}

/**
 * Huber's loss: half the squared error near the target, a straight line further away.
 *
 * `h(e) = ½ e²` where |e| ≤ δ, else `δ (|e| − ½ δ)`
 * `L = (1/n) Σ_i h(ŷ_i − y_i)` over all n entries
 *
 * The −½ δ lets both pieces meet at |e| = δ, with the same value and the same slope.
 *
 * @param predictions - ŷ, any shape, real.
 * @param targets - y, the shape of `predictions`.
 * @param options.delta - δ, where the pieces meet, above 0.
 * @param options.reduction - "mean" over all entries, their "sum", or "none" of both.
 * @returns `[]`, or the shape of `predictions` for "none"; at least 0.
 * @throws ShapeError - when the shapes differ.
 * @throws RangeError - when `delta` is not above 0.
 * @example huber(tensor([1, 5]), tensor([0, 2]), { delta: 2, reduction: "none" }) // => [0.5, 4]
 * @see Huber, Robust estimation of a location parameter (1964).
 */
export function huber(
  predictions: Tensor,
  targets: Tensor,
  { delta = 1, reduction = "mean" }: HuberOptions = {},
): Tensor {
  expectSameShape("huber", { predictions, targets });
  if (!(delta > 0)) throw new RangeError(`huber: delta is ${delta}, expected a number above 0. Use mse for no line.`);
  const size = predictions.sub(targets).abs();
  const parabola = size.square().div(2);
  const line = size.sub(delta / 2).mul(delta);
  return reduce(where(size.lessEqual(delta), parabola, line), reduction);
}

/**
 * Gradient with respect to the predictions: the error, cut off at ±δ.
 *
 * `∂L/∂ŷ_i = max(−δ, min(δ, ŷ_i − y_i)) / n`; without the 1/n for "sum" and "none"
 *
 * @param predictions - as in the forward pass.
 * @param targets - as in the forward pass.
 * @param gradOutput - shape of the loss, the gradient with respect to it.
 * @param options.delta - as in the forward pass.
 * @param options.reduction - as in the forward pass.
 * @returns the shape of `predictions`.
 * @example huberBackward(tensor([1, 5]), tensor([0, 2]), tensor(1), { delta: 2 }) // => [0.5, 1]
 */
export function huberBackward(
  predictions: Tensor,
  targets: Tensor,
  gradOutput: Tensor,
  { delta = 1, reduction = "mean" }: HuberOptions = {},
): Tensor {
  const gradItems = reduceBackward(gradOutput, reduction, predictions.shape);
  return predictions.sub(targets).clip(-delta, delta).mul(gradItems);
}
