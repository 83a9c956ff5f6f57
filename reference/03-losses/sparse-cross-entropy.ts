import { arange, type Tensor } from "#tensor";
import { logSoftmax } from "#reference/02-activations/log-softmax.ts";
import { softmax } from "#reference/02-activations/softmax.ts";
import { expectClassIds } from "#reference/03-losses/expectations.ts";
import type { LossOptions } from "#reference/03-losses/reduction.ts";

export interface SparseCrossEntropyOptions extends LossOptions {
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
 * With ε = 0 that is −log p at the label. An example whose label is `ignoreIndex`, such as padding, has the loss 0,
 * gets no gradient and is left out of M. When no example counts, the mean is 0 / 0, NaN, as in PyTorch.
 *
 * @param logits - z, `[N, C]` scores, finite; not probabilities.
 * @param labels - y, `[N]` class ids, integers in [0, C), or `ignoreIndex`.
 * @param options.reduction - "mean" over the examples that count, the "sum", or "none" of both.
 * @param options.ignoreIndex - label of examples that don't count; it may be a class id too.
 * @param options.labelSmoothing - ε in [0, 1].
 * @returns `[]`, or `[N]` for "none"; nats, at least 0.
 * @throws ShapeError - when `labels` is not `[N]`.
 * @throws RangeError - when a label is neither a class id nor `ignoreIndex`, or `labelSmoothing` is outside [0, 1].
 * @example sparseCrossEntropy(tensor([[0, Math.log(3)], [9, 9]]), tensor([0, -100])) // => Math.log(4)
 * @see Szegedy et al., Rethinking the Inception architecture for computer vision (2016), section 7, for the smoothing;
 *   PyTorch, CrossEntropyLoss.
 */
export function sparseCrossEntropy(
  logits: Tensor,
  labels: Tensor,
  { reduction = "mean", ignoreIndex = -100, labelSmoothing = 0 }: SparseCrossEntropyOptions = {},
): Tensor {
  expectClassIds("sparseCrossEntropy", labels, logits, ignoreIndex);
  if (!(labelSmoothing >= 0 && labelSmoothing <= 1)) {
    throw new RangeError(
      `sparseCrossEntropy: labelSmoothing is ${labelSmoothing}, expected a number in [0, 1]. 0.1 is the usual one.`,
    );
  }
  const targets = smoothedTargets(logits, labels, labelSmoothing);
  const counts = labels.notEqual(ignoreIndex);
  const losses = targets.mul(logSoftmax(logits)).sum(1).neg().mul(counts); // [N, C] -> [N]
  if (reduction === "none") return losses;
  return reduction === "mean" ? losses.sum().div(counts.sum()) : losses.sum();
}

/**
 * Gradient with respect to the scores: probability minus smoothed target, where the example counts.
 *
 * `∂L/∂z_nc = (p_nc − t_nc) / M`, 0 for ignored examples; without the 1/M for "sum" and "none"
 *
 * @param logits - as in the forward pass.
 * @param labels - as in the forward pass.
 * @param gradOutput - shape of the loss, the gradient with respect to it.
 * @param options - as in the forward pass.
 * @returns `[N, C]`; zeros when no example counts.
 * @example
 * const logits = tensor([[0, Math.log(3)], [9, 9]]);
 * sparseCrossEntropyBackward(logits, tensor([0, -100]), tensor(1)) // => [[-0.75, 0.75], [0, 0]]
 */
export function sparseCrossEntropyBackward(
  logits: Tensor,
  labels: Tensor,
  gradOutput: Tensor,
  { reduction = "mean", ignoreIndex = -100, labelSmoothing = 0 }: SparseCrossEntropyOptions = {},
): Tensor {
  const targets = smoothedTargets(logits, labels, labelSmoothing);
  const counts = labels.notEqual(ignoreIndex);
  const divisor = reduction === "mean" ? counts.sum().maximum(1) : 1;
  const gradLosses = gradOutput.mul(counts).div(divisor); // [N]
  return softmax(logits).sub(targets).mul(gradLosses.expandDims(1));
}

/** `t_nc = (1 − ε) 1[c = y_n] + ε / C` */
function smoothedTargets(logits: Tensor, labels: Tensor, labelSmoothing: number): Tensor {
  const classes = logits.shape[1]!;
  const oneHot = labels.expandDims(1).equal(arange(classes)); // [N, 1], [C] -> [N, C]
  return oneHot.mul(1 - labelSmoothing).add(labelSmoothing / classes);
}
