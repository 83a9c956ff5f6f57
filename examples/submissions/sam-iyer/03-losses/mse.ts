import { NotStarted, type Tensor } from "#tensor";

export interface LossOptions {
  /** "mean" when left out. */
  readonly reduction?: "mean" | "sum" | "none";
}

/**
 * Squared error, averaged: the usual loss of regression.
 *
 * `L = (1/n) Σ_i (ŷ_i − y_i)²` over all n entries
 *
 * @param predictions - ŷ, any shape, real.
 * @param targets - y, the shape of `predictions`.
 * @param options.reduction - "mean" over all entries, their "sum", or "none" of both.
 * @returns `[]`, or the shape of `predictions` for "none"; at least 0.
 * @throws ShapeError - when the shapes differ.
 */
export function mse(predictions: Tensor, targets: Tensor, { reduction = "mean" }: LossOptions = {}): Tensor {
  throw new NotStarted();
}

/**
 * Gradient with respect to the predictions.
 *
 * @param predictions - as in the forward pass.
 * @param targets - as in the forward pass.
 * @param gradOutput - shape of the loss, the gradient with respect to it.
 * @param options.reduction - as in the forward pass.
 * @returns the shape of `predictions`.
 */
export function mseBackward(
  predictions: Tensor,
  targets: Tensor,
  gradOutput: Tensor,
  { reduction = "mean" }: LossOptions = {},
): Tensor {
  throw new NotStarted();
}
