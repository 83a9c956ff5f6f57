import { arange, ShapeError, where, type Tensor } from "#tensor";

export interface SparseCrossEntropyOptions {
  readonly reduction?: "mean" | "sum" | "none";
  readonly ignoreIndex?: number;
  readonly labelSmoothing?: number;
}

/*
 * With smoothing the loss of an example is (1 − ε) (logZ − z_y) + ε (logZ − mean z) = logZ − (1 − ε) z_y − ε mean z,
 * so one logarithm of the partition sum and two averages of the scores are all that is needed.
 */
export function sparseCrossEntropy(logits: Tensor, labels: Tensor, options: SparseCrossEntropyOptions = {}): Tensor {
  const { target, counts, reduction } = prepared(logits, labels, options);
  const losses = logPartition(logits).squeeze(1).sub(target.mul(logits).sum(1)).mul(counts); // [N]
  if (reduction === "none") return losses;
  return reduction === "sum" ? losses.sum() : losses.sum().div(counts.sum());
}

export function sparseCrossEntropyBackward(
  logits: Tensor,
  labels: Tensor,
  gradOutput: Tensor,
  options: SparseCrossEntropyOptions = {},
): Tensor {
  const { target, counts, reduction } = prepared(logits, labels, options);
  const divisor = reduction === "mean" ? Math.max(1, counts.sum().item()) : 1;
  const share = counts.mul(gradOutput).div(divisor).expandDims(1); // [N, 1]
  return logits.sub(logPartition(logits)).exp().sub(target).mul(share);
}

function prepared(
  logits: Tensor,
  labels: Tensor,
  { reduction = "mean", ignoreIndex = -100, labelSmoothing = 0 }: SparseCrossEntropyOptions,
) {
  const [examples, classes] = logits.shape as [number, number];
  if (`${labels.shape}` !== `${examples}`) throw new ShapeError(`labels are [${labels.shape}], there is one for each of ${examples} examples`);
  if (!(labelSmoothing >= 0 && labelSmoothing <= 1)) throw new RangeError(`labelSmoothing is a share in [0, 1], not ${labelSmoothing}`);
  const counts = labels.notEqual(ignoreIndex);
  const oneHot = labels.expandDims(1).equal(arange(classes)); // [N, C]
  const strays = where(counts, oneHot.sum(1), 1).equal(0);
  if (strays.sum().item() > 0) {
    const first = labels.data[strays.argmax().item()];
    throw new RangeError(`label ${first} is no class: classes are counted from 0 to ${classes - 1}`);
  }
  return { reduction, counts, target: oneHot.mul(1 - labelSmoothing).add(labelSmoothing / classes) };
}

/** log Σ_c exp(z_c), [N, 1] */
function logPartition(logits: Tensor): Tensor {
  const top = logits.max(1, { keepDims: true });
  return logits.sub(top).exp().sum(1, { keepDims: true }).log().add(top);
}
