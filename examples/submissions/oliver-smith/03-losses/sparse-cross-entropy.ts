import { arange, ShapeError, Tensor, where } from "#tensor";
import { softmax } from "../02-activations/softmax.ts";

function logSoftmax(x: Tensor) {
  const shifted = x.sub(x.max(-1, { keepDims: true }));
  return shifted.sub(shifted.exp().sum(-1, { keepDims: true }).log());
}

function smooth(logits: Tensor, labels: Tensor, epsilon: number) {
  const C = logits.shape[1]!;
  return where(labels.expandDims(1).equal(arange(C)), 1 - epsilon + epsilon / C, epsilon / C);
}

function check(logits: Tensor, labels: Tensor, ignoreIndex: number, epsilon: number) {
  if (labels.rank !== 1 || labels.size !== logits.shape[0]) throw new ShapeError("labels: [N]!");
  if (epsilon < 0 || epsilon > 1) throw new RangeError("labelSmoothing: 0 to 1!");
  for (const label of labels.data) {
    if (label !== ignoreIndex && !(label >= 0 && label < logits.shape[1]! && Number.isInteger(label))) throw new RangeError("class ids!");
  }
}

export function sparseCrossEntropy(logits: Tensor, labels: Tensor, { reduction = "mean", ignoreIndex = -100, labelSmoothing = 0 } = {}) {
  check(logits, labels, ignoreIndex, labelSmoothing);
  const probabilities = softmax(logits);
  const counted = labels.notEqual(ignoreIndex);
  const losses = smooth(logits, labels, labelSmoothing).mul(logSoftmax(probabilities)).sum(-1).neg().mul(counted);
  if (reduction === "none") return losses;
  return reduction === "sum" ? losses.sum() : losses.sum().div(counted.sum());
}

export function sparseCrossEntropyBackward(
  logits: Tensor,
  labels: Tensor,
  gradOutput: Tensor,
  { reduction = "mean", ignoreIndex = -100, labelSmoothing = 0 } = {},
) {
  const counted = labels.notEqual(ignoreIndex);
  const each = counted.mul(gradOutput).div(reduction === "mean" ? Math.max(counted.sum().item(), 1) : 1);
  return softmax(logits).sub(smooth(logits, labels, labelSmoothing)).mul(each.expandDims(1));
}
