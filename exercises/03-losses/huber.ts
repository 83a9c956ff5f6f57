import { NotStarted, type Tensor } from "#tensor";

export interface HuberOptions {
  /** "mean" when left out. */
  readonly reduction?: "mean" | "sum" | "none";
  /** Where the loss turns from a parabola into a line, above 0; 1 when left out. */
  readonly delta?: number;
}

/**
 * Huber's loss: half the squared error near the target, a straight line further away.
 *
 * `h(e) = ½ e²` where |e| ≤ δ, else `δ (|e| − ½ δ)`
 * `L = (1/n) Σ_i h(ŷ_i − y_i)` over all n entries
 *
 * @param predictions - ŷ, any shape, real.
 * @param targets - y, the shape of `predictions`.
 * @param options.delta - δ, where the pieces meet, above 0.
 * @param options.reduction - "mean" over all entries, their "sum", or "none" of both.
 * @returns `[]`, or the shape of `predictions` for "none"; at least 0.
 * @throws ShapeError - when the shapes differ.
 * @throws RangeError - when `delta` is not above 0.
 */
export function huber(
  predictions: Tensor,
  targets: Tensor,
  { delta = 1, reduction = "mean" }: HuberOptions = {},
): Tensor {
  throw new NotStarted();
}

/**
 * Gradient with respect to the predictions.
 *
 * @param predictions - as in the forward pass.
 * @param targets - as in the forward pass.
 * @param gradOutput - shape of the loss, the gradient with respect to it.
 * @param options.delta - as in the forward pass.
 * @param options.reduction - as in the forward pass.
 * @returns the shape of `predictions`.
 */
export function huberBackward(
  predictions: Tensor,
  targets: Tensor,
  gradOutput: Tensor,
  { delta = 1, reduction = "mean" }: HuberOptions = {},
): Tensor {
  throw new NotStarted();
}
