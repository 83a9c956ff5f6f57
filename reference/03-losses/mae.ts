import type { Tensor } from "#tensor";
import { expectSameShape } from "#reference/03-losses/expectations.ts";
import { reduce, reduceBackward, type LossOptions } from "#reference/03-losses/reduction.ts";

/**
 * Absolute error, averaged: a loss of regression that single wild targets hardly move.
 *
 * `L = (1/n) Σ_i |ŷ_i − y_i|` over all n entries
 *
 * @param predictions - ŷ, any shape, real.
 * @param targets - y, the shape of `predictions`.
 * @param options.reduction - "mean" over all entries, their "sum", or "none" of both.
 * @returns `[]`, or the shape of `predictions` for "none"; at least 0.
 * @throws ShapeError - when the shapes differ.
 * @example mae(tensor([1, 2]), tensor([4, 1])) // => 2
 * @see Hastie, Tibshirani & Friedman, The elements of statistical learning (2nd ed., 2009), section 10.6.
 */
export function mae(predictions: Tensor, targets: Tensor, { reduction = "mean" }: LossOptions = {}): Tensor {
  expectSameShape("mae", { predictions, targets });
  return reduce(predictions.sub(targets).abs(), reduction);
}

/**
 * Gradient with respect to the predictions.
 *
 * `∂L/∂ŷ_i = sign(ŷ_i − y_i) / n`; without the 1/n for "sum" and "none"
 *
 * Where prediction and target are equal there is no slope; 0 is the usual choice among the subgradients in [−1, 1].
 *
 * @param predictions - as in the forward pass.
 * @param targets - as in the forward pass.
 * @param gradOutput - shape of the loss, the gradient with respect to it.
 * @param options.reduction - as in the forward pass.
 * @returns the shape of `predictions`.
 * @example maeBackward(tensor([1, 2]), tensor([4, 1]), tensor(1)) // => [-0.5, 0.5]
 */
export function maeBackward(
  predictions: Tensor,
  targets: Tensor,
  gradOutput: Tensor,
  { reduction = "mean" }: LossOptions = {},
): Tensor {
  const gradItems = reduceBackward(gradOutput, reduction, predictions.shape);
  return predictions.sub(targets).sign().mul(gradItems);
}
