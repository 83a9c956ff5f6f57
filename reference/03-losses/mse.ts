import type { Tensor } from "#tensor";
import { expectSameShape } from "#reference/03-losses/expectations.ts";
import { reduce, reduceBackward, type LossOptions } from "#reference/03-losses/reduction.ts";

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
 * @example mse(tensor([1, 2]), tensor([3, 2])) // => 2
 * @see Goodfellow, Bengio & Courville, Deep Learning (2016), section 5.1.4.
 */
export function mse(predictions: Tensor, targets: Tensor, { reduction = "mean" }: LossOptions = {}): Tensor {
  expectSameShape("mse", { predictions, targets });
  return reduce(predictions.sub(targets).square(), reduction);
}

/**
 * Gradient with respect to the predictions.
 *
 * `∂L/∂ŷ_i = 2 (ŷ_i − y_i) / n`; without the 1/n for "sum" and "none"
 *
 * @param predictions - as in the forward pass.
 * @param targets - as in the forward pass.
 * @param gradOutput - shape of the loss, the gradient with respect to it.
 * @param options.reduction - as in the forward pass.
 * @returns the shape of `predictions`.
 * @example mseBackward(tensor([1, 2]), tensor([3, 2]), tensor(1)) // => [-2, 0]
 */
export function mseBackward(
  predictions: Tensor,
  targets: Tensor,
  gradOutput: Tensor,
  { reduction = "mean" }: LossOptions = {},
): Tensor {
  const gradItems = reduceBackward(gradOutput, reduction, predictions.shape);
  return predictions.sub(targets).mul(2).mul(gradItems);
}
