import { NotStarted, type Tensor } from "#tensor";

export interface LossOptions {
  /** "mean" when left out. */
  readonly reduction?: "mean" | "sum" | "none";
}

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
 */
export function hinge(scores: Tensor, labels: Tensor, { reduction = "mean" }: LossOptions = {}): Tensor {
  throw new NotStarted();
}

/**
 * Gradient with respect to the scores. Exactly at the margin, y s = 1, where there is no slope, it is 0.
 *
 * @param scores - as in the forward pass.
 * @param labels - as in the forward pass.
 * @param gradOutput - shape of the loss, the gradient with respect to it.
 * @param options.reduction - as in the forward pass.
 * @returns the shape of `scores`.
 */
export function hingeBackward(
  scores: Tensor,
  labels: Tensor,
  gradOutput: Tensor,
  { reduction = "mean" }: LossOptions = {},
): Tensor {
  throw new NotStarted();
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
 */
export function multiClassHinge(scores: Tensor, labels: Tensor, { reduction = "mean" }: LossOptions = {}): Tensor {
  throw new NotStarted();
}

/**
 * Gradient with respect to the scores. A rival exactly 1 below the right class counts as one that does not pay.
 *
 * @param scores - as in the forward pass.
 * @param labels - as in the forward pass.
 * @param gradOutput - shape of the loss, the gradient with respect to it.
 * @param options.reduction - as in the forward pass.
 * @returns `[N, C]`
 */
export function multiClassHingeBackward(
  scores: Tensor,
  labels: Tensor,
  gradOutput: Tensor,
  { reduction = "mean" }: LossOptions = {},
): Tensor {
  throw new NotStarted();
}
