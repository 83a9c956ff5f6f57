// Katherine J., week 3
import { ShapeError, tensor, zeros, type Tensor } from "#tensor";

export interface SparseCrossEntropyOptions {
  readonly reduction?: "mean" | "sum" | "none";
  readonly ignoreIndex?: number;
  readonly labelSmoothing?: number;
}

function verify(logits: Tensor, labels: Tensor, ignoreIndex: number, labelSmoothing: number): void {
  const [N, C] = logits.shape as [number, number];
  if (labels.shape.length !== 1 || labels.shape[0] !== N) throw new ShapeError("labels must be [N], class ids, one for each row");
  if (labelSmoothing < 0 || labelSmoothing > 1) throw new RangeError("labelSmoothing must lie in [0, 1]");
  for (const label of labels.data) {
    const isClass = Number.isInteger(label) && label >= 0 && label < C;
    if (!isClass && label !== ignoreIndex) throw new RangeError(`${label} is not a class id, those go from 0 to ${C - 1}`);
  }
}

// log p = z - max - log sum exp(z - max). Not log(softmax(z)): that is -Infinity once p underflows (checked with z = [1000, 0]).
function logProbabilities(logits: Tensor): Tensor {
  const shifted = logits.sub(logits.max(1, { keepDims: true }));
  return shifted.sub(shifted.exp().sum(1, { keepDims: true }).log());
}

// the target distribution, row by row: (1 - eps) at the label, eps / C everywhere
function targets(logits: Tensor, labels: Tensor, eps: number): Tensor {
  const [N, C] = logits.shape as [number, number];
  const t = zeros([N, C]).add(eps / C);
  for (let n = 0; n < N; n += 1) {
    const y = labels.data[n]!;
    if (y >= 0 && y < C) t.data[n * C + y]! += 1 - eps;
  }
  return t;
}

export function sparseCrossEntropy(
  logits: Tensor,
  labels: Tensor,
  { reduction = "mean", ignoreIndex = -100, labelSmoothing = 0 }: SparseCrossEntropyOptions = {},
): Tensor {
  verify(logits, labels, ignoreIndex, labelSmoothing);
  const counted = labels.notEqual(ignoreIndex);
  const losses = targets(logits, labels, labelSmoothing).mul(logProbabilities(logits)).sum(1).mul(-1).mul(counted);
  if (reduction === "none") return losses;
  const total = losses.sum().item();
  return tensor(reduction === "mean" ? total / counted.sum().item() : total);
}

export function sparseCrossEntropyBackward(
  logits: Tensor,
  labels: Tensor,
  gradOutput: Tensor,
  { reduction = "mean", ignoreIndex = -100, labelSmoothing = 0 }: SparseCrossEntropyOptions = {},
): Tensor {
  verify(logits, labels, ignoreIndex, labelSmoothing);
  const counted = labels.notEqual(ignoreIndex);
  const M = reduction === "mean" ? Math.max(counted.sum().item(), 1) : 1;
  const rowFactor = counted.mul(gradOutput).div(M).expandDims(1); // [N, 1]
  const p = logProbabilities(logits).exp();
  return p.sub(targets(logits, labels, labelSmoothing)).mul(rowFactor);
}
