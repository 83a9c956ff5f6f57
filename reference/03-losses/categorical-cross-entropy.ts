import type { Tensor } from "#tensor";
import { logSoftmax } from "#reference/02-activations/log-softmax.ts";
import { softmax } from "#reference/02-activations/softmax.ts";
import { expectSameShape } from "#reference/03-losses/expectations.ts";
import { reduce, reduceBackward, type LossOptions } from "#reference/03-losses/reduction.ts";

/**
 * Cross-entropy of class scores with one-hot targets: the surprise at the right class, under a softmax.
 *
 * `L = −(1/N) Σ_n Σ_c y_nc log p_nc` with p = softmax(z) along the classes
 *
 * The logarithm of the softmax is computed without the softmax, so scores of ±1000 are safe.
 *
 * @param logits - z, `[N, C]` scores, finite; not probabilities.
 * @param targets - y, `[N, C]` rows that sum to 1: one-hot, or any probabilities.
 * @param options.reduction - "mean" over the N examples, their "sum", or "none" of both.
 * @returns `[]`, or `[N]` for "none"; nats, at least 0.
 * @throws ShapeError - when the shapes differ.
 * @example categoricalCrossEntropy(tensor([[0, Math.log(3)]]), tensor([[1, 0]])) // => Math.log(4)
 * @see Goodfellow, Bengio & Courville, Deep Learning (2016), section 6.2.2.3.
 */
export function categoricalCrossEntropy(
  logits: Tensor,
  targets: Tensor,
  { reduction = "mean" }: LossOptions = {},
): Tensor {
  expectSameShape("categoricalCrossEntropy", { logits, targets });
  const losses = targets.mul(logSoftmax(logits)).sum(1).neg(); // [N, C] -> [N]
  return reduce(losses, reduction);
}

/**
 * Gradient with respect to the scores: probability minus target, for every class.
 *
 * `∂L/∂z_nc = (p_nc − y_nc) / N`; without the 1/N for "sum" and "none"
 *
 * Each row of it sums to 0, since each row of p and of y sums to 1.
 *
 * @param logits - as in the forward pass.
 * @param targets - as in the forward pass.
 * @param gradOutput - shape of the loss, the gradient with respect to it.
 * @param options.reduction - as in the forward pass.
 * @returns `[N, C]`
 * @example
 * const logits = tensor([[0, Math.log(3)]]);
 * categoricalCrossEntropyBackward(logits, tensor([[1, 0]]), tensor(1)) // => [[-0.75, 0.75]]
 */
export function categoricalCrossEntropyBackward(
  logits: Tensor,
  targets: Tensor,
  gradOutput: Tensor,
  { reduction = "mean" }: LossOptions = {},
): Tensor {
  const gradLosses = reduceBackward(gradOutput, reduction, [logits.shape[0]!]);
  return softmax(logits).sub(targets).mul(gradLosses.expandDims(1));
}
