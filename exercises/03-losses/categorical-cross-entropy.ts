import { NotStarted, type Tensor } from "#tensor";

export interface LossOptions {
  /** "mean" when left out. */
  readonly reduction?: "mean" | "sum" | "none";
}

/**
 * Cross-entropy of class scores with one-hot targets: the surprise at the right class, under a softmax.
 *
 * `L = −(1/N) Σ_n Σ_c y_nc log p_nc` with p = softmax(z) along the classes
 *
 * Scores of ±1000 must neither overflow nor reach log 0.
 *
 * @param logits - z, `[N, C]` scores, finite; not probabilities.
 * @param targets - y, `[N, C]` rows that sum to 1: one-hot, or any probabilities.
 * @param options.reduction - "mean" over the N examples, their "sum", or "none" of both.
 * @returns `[]`, or `[N]` for "none"; nats, at least 0.
 * @throws ShapeError - when the shapes differ.
 */
export function categoricalCrossEntropy(
  logits: Tensor,
  targets: Tensor,
  { reduction = "mean" }: LossOptions = {},
): Tensor {
  throw new NotStarted();
}

/**
 * Gradient with respect to the scores.
 *
 * @param logits - as in the forward pass.
 * @param targets - as in the forward pass.
 * @param gradOutput - shape of the loss, the gradient with respect to it.
 * @param options.reduction - as in the forward pass.
 * @returns `[N, C]`
 */
export function categoricalCrossEntropyBackward(
  logits: Tensor,
  targets: Tensor,
  gradOutput: Tensor,
  { reduction = "mean" }: LossOptions = {},
): Tensor {
  throw new NotStarted();
}
