import { ShapeError, type Tensor, zeros } from "#tensor";

export interface SparseCrossEntropyOptions {
  readonly reduction?: "mean" | "sum" | "none";
  readonly ignoreIndex?: number;
  readonly labelSmoothing?: number;
}

/** One batch of scores with its labels; made once, asked for the loss or for the gradient. */
class Batch {
  readonly reduction: "mean" | "sum" | "none";
  readonly counts: Tensor;
  readonly targets: Tensor;
  readonly logProbabilities: Tensor;

  constructor(logits: Tensor, labels: Tensor, options: SparseCrossEntropyOptions) {
    const { reduction = "mean", ignoreIndex = -100, labelSmoothing = 0 } = options;
    const [examples, classes] = logits.shape as [number, number];
    if (labels.rank !== 1 || labels.size !== examples) throw new ShapeError("labels must be [N]");
    if (labelSmoothing < 0 || labelSmoothing > 1) throw new RangeError("labelSmoothing must be in [0, 1]");
    this.reduction = reduction;
    this.counts = labels.notEqual(ignoreIndex);
    this.targets = zeros([examples, classes]);
    for (let n = 0; n < examples; n++) {
      const label = labels.at(n);
      if (label === ignoreIndex) continue;
      if (!Number.isInteger(label) || label < 0 || label >= classes) throw new RangeError(`label ${label} is not a class`);
      for (let c = 0; c < classes; c++) this.targets.data[n * classes + c] = labelSmoothing / classes;
      this.targets.data[n * classes + label]! += 1 - labelSmoothing;
    }
    const shifted = logits.sub(logits.max(1, { keepDims: true }));
    this.logProbabilities = shifted.sub(shifted.exp().sum(1, { keepDims: true }).log());
  }

  /** [N] */
  get losses(): Tensor {
    return this.targets.mul(this.logProbabilities).sum(1).neg();
  }
}

export function sparseCrossEntropy(logits: Tensor, labels: Tensor, options: SparseCrossEntropyOptions = {}): Tensor {
  const { reduction, losses, counts } = new Batch(logits, labels, options);
  if (reduction === "none") return losses;
  if (reduction === "sum") return losses.sum();
  return losses.sum().div(counts.sum());
}

export function sparseCrossEntropyBackward(
  logits: Tensor,
  labels: Tensor,
  gradOutput: Tensor,
  options: SparseCrossEntropyOptions = {},
): Tensor {
  const { reduction, logProbabilities, targets, counts } = new Batch(logits, labels, options);
  let gradLosses = gradOutput.mul(counts);
  if (reduction === "mean") gradLosses = gradLosses.div(Math.max(1, counts.sum().item()));
  return logProbabilities.exp().sub(targets).mul(gradLosses.expandDims(1));
}
