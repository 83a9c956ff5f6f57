import { ShapeError, tensor, zeros, type Tensor } from "#tensor";

export interface SparseCrossEntropyOptions {
  readonly reduction?: "mean" | "sum" | "none";
  readonly ignoreIndex?: number;
  readonly labelSmoothing?: number;
}

// Step 1: check everything
function check(logits: Tensor, labels: Tensor, ignoreIndex: number, labelSmoothing: number): void {
  if (labels.rank != 1 || labels.shape[0] != logits.shape[0]) {
    throw new ShapeError("labels must have shape [N]");
  }
  if (labelSmoothing < 0 || labelSmoothing > 1) {
    throw new RangeError("labelSmoothing must be between 0 and 1");
  }
  for (let n = 0; n < labels.size; n++) {
    const label = labels.at(n);
    if (label == ignoreIndex) continue;
    if (!Number.isInteger(label) || label < 0 || label >= logits.shape[1]!) {
      throw new RangeError("label " + label + " is not a class");
    }
  }
}

// Step 2: log probabilities of one example
function logSoftmax(scores: number[]): number[] {
  const biggest = Math.max(...scores);
  let sum = 0;
  for (const score of scores) {
    sum += Math.exp(score - biggest);
  }
  return scores.map((score) => score - biggest - Math.log(sum));
}

function row(x: Tensor, n: number): number[] {
  const C = x.shape[1]!;
  return Array.from(x.data.slice(n * C, (n + 1) * C));
}

// Step 3: the loss
export function sparseCrossEntropy(
  logits: Tensor,
  labels: Tensor,
  { reduction = "mean", ignoreIndex = -100, labelSmoothing = 0 }: SparseCrossEntropyOptions = {},
): Tensor {
  check(logits, labels, ignoreIndex, labelSmoothing);
  const [N, C] = logits.shape as [number, number];
  const losses = zeros([N]);
  let sum = 0;
  let count = 0;
  for (let n = 0; n < N; n++) {
    if (labels.at(n) == ignoreIndex) continue;
    const logP = logSoftmax(row(logits, n));
    let loss = 0;
    for (let c = 0; c < C; c++) {
      let t = labelSmoothing / C;
      if (c == labels.at(n)) {
        t += 1 - labelSmoothing;
      }
      loss -= t * logP[c]!;
    }
    losses.data[n] = loss;
    sum += loss;
    count++;
  }
  if (reduction == "none") {
    return losses;
  } else if (reduction == "sum") {
    return tensor(sum);
  } else {
    return tensor(sum / count);
  }
}

// Step 4: the gradient
export function sparseCrossEntropyBackward(
  logits: Tensor,
  labels: Tensor,
  gradOutput: Tensor,
  { reduction = "mean", ignoreIndex = -100, labelSmoothing = 0 }: SparseCrossEntropyOptions = {},
): Tensor {
  check(logits, labels, ignoreIndex, labelSmoothing);
  const [N, C] = logits.shape as [number, number];
  let count = 0;
  for (let n = 0; n < N; n++) {
    if (labels.at(n) != ignoreIndex) count++;
  }
  const grad = zeros([N, C]);
  for (let n = 0; n < N; n++) {
    if (labels.at(n) == ignoreIndex) continue;
    const logP = logSoftmax(row(logits, n));
    for (let c = 0; c < C; c++) {
      const t = labelSmoothing / C + (c == labels.at(n) ? 1 - labelSmoothing : 0);
      let g = Math.exp(logP[c]!) - t;
      if (reduction == "none") {
        g = g * gradOutput.at(n);
      } else if (reduction == "sum") {
        g = g * gradOutput.item();
      } else {
        g = (g * gradOutput.item()) / count;
      }
      grad.data[n * C + c] = g;
    }
  }
  return grad;
}
