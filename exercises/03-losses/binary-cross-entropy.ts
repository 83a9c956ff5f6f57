import { NotStarted, type Tensor } from "#tensor";

export interface LossOptions {
  /** "mean" when left out. */
  readonly reduction?: "mean" | "sum" | "none";
}

/**
 * Binary cross-entropy of probabilities: how surprising the targets are to a model that says p.
 *
 * `L = −(1/n) Σ_i [ y_i log p_i + (1 − y_i) log(1 − p_i) ]` over all n entries
 *
 * A logarithm below −100 counts as −100, as in PyTorch.
 *
 * @param probabilities - p, any shape, in [0, 1].
 * @param targets - y, the shape of `probabilities`, in [0, 1]; 0 or 1 for hard labels.
 * @param options.reduction - "mean" over all entries, their "sum", or "none" of both.
 * @returns `[]`, or the shape of `probabilities` for "none"; nats, at least 0.
 * @throws ShapeError - when the shapes differ.
 * @throws RangeError - when a probability or a target lies outside [0, 1].
 */
export function binaryCrossEntropy(
  probabilities: Tensor,
  targets: Tensor,
  { reduction = "mean" }: LossOptions = {},
): Tensor {
  throw new NotStarted();
}

/**
 * Gradient with respect to the probabilities. A product p (1 − p) in a denominator counts as 1e-12 where it is smaller,
 * as in PyTorch: a probability of 0 or 1 gets the gradient 0 where it is right, and about ±10¹² where it is wrong.
 *
 * @param probabilities - as in the forward pass.
 * @param targets - as in the forward pass.
 * @param gradOutput - shape of the loss, the gradient with respect to it.
 * @param options.reduction - as in the forward pass.
 * @returns the shape of `probabilities`.
 */
export function binaryCrossEntropyBackward(
  probabilities: Tensor,
  targets: Tensor,
  gradOutput: Tensor,
  { reduction = "mean" }: LossOptions = {},
): Tensor {
  throw new NotStarted();
}

/**
 * Binary cross-entropy of logits: the same loss of p = sigmoid(z).
 *
 * Logits of ±1000 must neither overflow nor reach log 0: where they are wrong, the loss is 1000.
 *
 * @param logits - z, any shape, real.
 * @param targets - y, the shape of `logits`, in [0, 1].
 * @param options.reduction - "mean" over all entries, their "sum", or "none" of both.
 * @returns `[]`, or the shape of `logits` for "none"; nats, at least 0.
 * @throws ShapeError - when the shapes differ.
 * @throws RangeError - when a target lies outside [0, 1].
 */
export function binaryCrossEntropyWithLogits(
  logits: Tensor,
  targets: Tensor,
  { reduction = "mean" }: LossOptions = {},
): Tensor {
  throw new NotStarted();
}

/**
 * Gradient with respect to the logits.
 *
 * @param logits - as in the forward pass.
 * @param targets - as in the forward pass.
 * @param gradOutput - shape of the loss, the gradient with respect to it.
 * @param options.reduction - as in the forward pass.
 * @returns the shape of `logits`.
 */
export function binaryCrossEntropyWithLogitsBackward(
  logits: Tensor,
  targets: Tensor,
  gradOutput: Tensor,
  { reduction = "mean" }: LossOptions = {},
): Tensor {
  throw new NotStarted();
}
