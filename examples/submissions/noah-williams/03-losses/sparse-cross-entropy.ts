import { arange, type Tensor } from "#tensor";

type Options = { reduction?: "mean" | "sum" | "none"; ignoreIndex?: number; labelSmoothing?: number };

function logSoftmax(x: Tensor): Tensor {
  const shifted = x.sub(x.max(1, { keepDims: true }));
  return shifted.sub(shifted.exp().sum(1, { keepDims: true }).log());
}

function targets(logits: Tensor, labels: Tensor, { ignoreIndex = -100, labelSmoothing = 0 }: Options): Tensor {
  const classes = logits.shape[1]!;
  const onehot = labels.expandDims(1).equal(arange(classes));
  return onehot.mul(1 - labelSmoothing).add(labelSmoothing / classes).mul(labels.notEqual(ignoreIndex).expandDims(1));
}

export function sparseCrossEntropy(logits: Tensor, labels: Tensor, options: Options = {}): Tensor {
  if (labels.rank !== 1) throw new Error("labels not 1-d");
  const loss = targets(logits, labels, options).mul(logSoftmax(logits)).neg();
  // console.log(loss.toString());
  if (options.reduction === "none") return loss.sum(1);
  if (options.reduction === "sum") return loss.sum();
  return loss.mean();
}

export function sparseCrossEntropyBackward(logits: Tensor, labels: Tensor, gradOutput: Tensor, options: Options = {}): Tensor {
  const counted = labels.notEqual(options.ignoreIndex ?? -100);
  const grad = logSoftmax(logits).exp().sub(targets(logits, labels, options)).mul(counted.mul(gradOutput).expandDims(1));
  return (options.reduction ?? "mean") === "mean" ? grad.div(logits.size) : grad;
}
