import { arange, where, type Tensor } from "#tensor";
import { expectClassIds, expectEither, expectSameShape } from "#reference/03-losses/expectations.ts";
import { reduce, reduceBackward, type LossOptions } from "#reference/03-losses/reduction.ts";

/**
 * Hinge loss of two classes, that of support vector machines: nothing to pay once the score is right by 1.
 *
 * `L = (1/n) Σ_i max(0, 1 − y_i s_i)`
 *
 * @param scores - s, any shape, real; its sign is the answer.
 * @param labels - y, the shape of `scores`, -1 or 1.
 * @param options.reduction - "mean" over all entries, their "sum", or "none" of both.
 * @returns `[]`, or the shape of `scores` for "none"; at least 0.
 * @throws ShapeError - when the shapes differ.
 * @throws RangeError - when a label is neither -1 nor 1.
 * @example hinge(tensor([2, 0.5, 0.5]), tensor([1, 1, -1]), { reduction: "none" }) // => [0, 0.5, 1.5]
 * @see Cortes & Vapnik, Support-vector networks (1995), section 3.
 */
export function hinge(scores: Tensor, labels: Tensor, { reduction = "mean" }: LossOptions = {}): Tensor {
  expectSameShape("hinge", { scores, labels });
  expectEither("hinge", labels, [-1, 1], "Labels 0 and 1 become -1 and 1 by 2y − 1.");
  return reduce(shortfall(scores, labels).maximum(0), reduction);
}

/**
 * Gradient with respect to the scores.
 *
 * `∂L/∂s_i = −y_i 1[1 − y_i s_i > 0] / n`; without the 1/n for "sum" and "none"
 *
 * Exactly at the margin, y s = 1, there is no slope; it is 0 there.
 *
 * @param scores - as in the forward pass.
 * @param labels - as in the forward pass.
 * @param gradOutput - shape of the loss, the gradient with respect to it.
 * @param options.reduction - as in the forward pass.
 * @returns the shape of `scores`.
 * @example hingeBackward(tensor([2, 0.5, 0.5]), tensor([1, 1, -1]), tensor(3)) // => [0, -1, 1]
 */
export function hingeBackward(
  scores: Tensor,
  labels: Tensor,
  gradOutput: Tensor,
  { reduction = "mean" }: LossOptions = {},
): Tensor {
  const gradItems = reduceBackward(gradOutput, reduction, scores.shape);
  return where(shortfall(scores, labels).greater(0), labels.neg(), 0).mul(gradItems);
}

/**
 * Hinge loss of many classes: every wrong class pays that comes closer than 1 to the right one.
 *
 * `ℓ_n = (1/C) Σ_{c ≠ y_n} max(0, 1 + s_nc − s_n[y_n])`
 * `L = (1/N) Σ_n ℓ_n`
 *
 * Weston & Watkins write the sum without 1/C; it is divided here as in PyTorch.
 *
 * @param scores - s, `[N, C]`, real; the largest of a row is the answer.
 * @param labels - y, `[N]` class ids, integers in [0, C).
 * @param options.reduction - "mean" over the N examples, their "sum", or "none" of both.
 * @returns `[]`, or `[N]` for "none"; at least 0.
 * @throws ShapeError - when `labels` is not `[N]`.
 * @throws RangeError - when a label is not an integer in [0, C).
 * @example multiClassHinge(tensor([[2, 0, 1.5, 1.5]]), tensor([0])) // => 0.25
 * @see Weston & Watkins, Support vector machines for multi-class pattern recognition (1999); PyTorch, MultiMarginLoss.
 */
export function multiClassHinge(scores: Tensor, labels: Tensor, { reduction = "mean" }: LossOptions = {}): Tensor {
  expectClassIds("multiClassHinge", labels, scores);
  return reduce(rivalShortfall(scores, labels).maximum(0).mean(1), reduction);
}

/**
 * Gradient with respect to the scores: each rival that pays pushes itself down and the right class up.
 *
 * `∂ℓ_n/∂s_nc = (1/C) 1[1 + s_nc − s_n[y_n] > 0]` for c ≠ y_n
 * `∂ℓ_n/∂s_n[y_n] = −(1/C) · number of those rivals`
 *
 * @param scores - as in the forward pass.
 * @param labels - as in the forward pass.
 * @param gradOutput - shape of the loss, the gradient with respect to it.
 * @param options.reduction - as in the forward pass.
 * @returns `[N, C]`; each row sums to 0.
 * @example multiClassHingeBackward(tensor([[2, 0, 1.5, 1.5]]), tensor([0]), tensor(4)) // => [[-2, 0, 1, 1]]
 */
export function multiClassHingeBackward(
  scores: Tensor,
  labels: Tensor,
  gradOutput: Tensor,
  { reduction = "mean" }: LossOptions = {},
): Tensor {
  const gradLosses = reduceBackward(gradOutput, reduction, labels.shape).expandDims(1); // [N, 1]
  const paying = rivalShortfall(scores, labels).greater(0); // [N, C]
  const count = paying.sum(1, { keepDims: true });
  const slopes = where(isRight(scores, labels), count.neg(), paying);
  return slopes.div(scores.shape[1]!).mul(gradLosses);
}

/** How much is missing to the margin: `1 − y s`. */
function shortfall(scores: Tensor, labels: Tensor): Tensor {
  return labels.mul(scores).neg().add(1);
}

/** `1 + s_nc − s_n[y_n]` for the rivals, 0 for the right class. */
function rivalShortfall(scores: Tensor, labels: Tensor): Tensor {
  const right = isRight(scores, labels);
  const rightScores = where(right, scores, 0).sum(1, { keepDims: true }); // [N, 1]
  return where(right, 0, scores.sub(rightScores).add(1));
}

/** One-hot rows `[N, C]`. */
function isRight(scores: Tensor, labels: Tensor): Tensor {
  return labels.expandDims(1).equal(arange(scores.shape[1]!));
}
