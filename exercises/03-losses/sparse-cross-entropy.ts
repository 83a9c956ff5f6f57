import { NotStarted, type Tensor } from "#tensor";

export interface SparseCrossEntropyOptions {
  /** "mean" when left out. */
  readonly reduction?: "mean" | "sum" | "none";
  /** Label of examples that don't count, -100 when left out. */
  readonly ignoreIndex?: number;
  /** Share ε of the target that is spread over all classes, in [0, 1]; 0 when left out. */
  readonly labelSmoothing?: number;
}

/**
 * Cross-entropy of class scores with integer labels, under a softmax.
 *
 * `ℓ_n = −Σ_c t_nc log p_nc` with p = softmax(z) and `t_nc = (1 − ε) 1[c = y_n] + ε / C`
 * `L = Σ_n ℓ_n / M` over the M examples that count
 *
 * An example whose label is `ignoreIndex`, such as padding, has the loss 0, gets no gradient and is left out of M. When
 * no example counts, the mean is 0 / 0, NaN.
 *
 * @param logits - z, `[N, C]` scores, finite; not probabilities.
 * @param labels - y, `[N]` class ids, integers in [0, C), or `ignoreIndex`.
 * @param options.reduction - "mean" over the examples that count, the "sum", or "none" of both.
 * @param options.ignoreIndex - label of examples that don't count; it may be a class id too.
 * @param options.labelSmoothing - ε in [0, 1].
 * @returns `[]`, or `[N]` for "none"; nats, at least 0.
 * @throws ShapeError - when `labels` is not `[N]`.
 * @throws RangeError - when a label is neither a class id nor `ignoreIndex`, or `labelSmoothing` is outside [0, 1].
 */
export function sparseCrossEntropy(
  logits: Tensor,
  labels: Tensor,
  { reduction = "mean", ignoreIndex = -100, labelSmoothing = 0 }: SparseCrossEntropyOptions = {},
): Tensor {
  throw new NotStarted();
}

/**
 * Gradient with respect to the scores.
 *
 * @param logits - as in the forward pass.
 * @param labels - as in the forward pass.
 * @param gradOutput - shape of the loss, the gradient with respect to it.
 * @param options - as in the forward pass.
 * @returns `[N, C]`; zeros when no example counts.
 */
export function sparseCrossEntropyBackward(
  logits: Tensor,
  labels: Tensor,
  gradOutput: Tensor,
  { reduction = "mean", ignoreIndex = -100, labelSmoothing = 0 }: SparseCrossEntropyOptions = {},
): Tensor {
  throw new NotStarted();
}
