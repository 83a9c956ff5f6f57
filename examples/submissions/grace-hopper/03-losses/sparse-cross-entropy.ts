import { ShapeError, Tensor } from "#tensor";
import { single, sizes } from "../lib/buffers.ts";

export interface SparseCrossEntropyOptions {
  readonly reduction?: "mean" | "sum" | "none";
  readonly ignoreIndex?: number;
  readonly labelSmoothing?: number;
}

/** The labels that are to be paid for, as (row, class) pairs; everything odd about a label is found here. */
function countedLabels(logits: Tensor, labels: Tensor, { ignoreIndex = -100, labelSmoothing = 0 }: SparseCrossEntropyOptions) {
  const [n, c] = sizes("logits", logits, 2) as [number, number];
  if (labels.shape.length !== 1 || labels.size !== n) throw new ShapeError(`${n} examples, but labels [${labels.shape}]`);
  if (!(labelSmoothing >= 0) || labelSmoothing > 1) throw new RangeError(`labelSmoothing = ${labelSmoothing}, allowed is 0 to 1`);
  const counted: { row: number; label: number }[] = [];
  for (let row = 0; row < n; row++) {
    const label = labels.data[row]!;
    if (label === ignoreIndex) continue;
    if (!Number.isInteger(label) || label < 0 || label >= c) throw new RangeError(`labels[${row}] = ${label}, classes are 0 to ${c - 1}`);
    counted.push({ row, label });
  }
  return { n, c, counted, smoothing: labelSmoothing };
}

/** log of the sum of exponentials of one row. */
function logSumExp(data: Float64Array, start: number, length: number): number {
  let largest = -Infinity;
  for (let i = start; i < start + length; i++) largest = Math.max(largest, data[i]!);
  let sum = 0;
  for (let i = start; i < start + length; i++) sum += Math.exp(data[i]! - largest);
  return largest + Math.log(sum);
}

/** How much of the target lies on class k. */
function target(k: number, label: number, classes: number, smoothing: number): number {
  return smoothing / classes + (k === label ? 1 - smoothing : 0);
}

export function sparseCrossEntropy(logits: Tensor, labels: Tensor, options: SparseCrossEntropyOptions = {}): Tensor {
  const { n, c, counted, smoothing } = countedLabels(logits, labels, options);
  const losses = new Float64Array(n);
  let total = 0;
  for (const { row, label } of counted) {
    const logZ = logSumExp(logits.data, row * c, c);
    for (let k = 0; k < c; k++) losses[row]! += target(k, label, c, smoothing) * (logZ - logits.data[row * c + k]!);
    total += losses[row]!;
  }
  switch (options.reduction ?? "mean") {
    case "none":
      return new Tensor(losses, [n]);
    case "sum":
      return single(total);
    case "mean":
      return single(total / counted.length); // 0 / 0 when nothing counts, as asked for
  }
}

export function sparseCrossEntropyBackward(
  logits: Tensor,
  labels: Tensor,
  gradOutput: Tensor,
  options: SparseCrossEntropyOptions = {},
): Tensor {
  const { n, c, counted, smoothing } = countedLabels(logits, labels, options);
  const reduction = options.reduction ?? "mean";
  const out = new Float64Array(n * c);
  for (const { row, label } of counted) {
    let upstream = gradOutput.data[reduction === "none" ? row : 0]!;
    if (reduction === "mean") upstream /= counted.length;
    const logZ = logSumExp(logits.data, row * c, c);
    for (let k = 0; k < c; k++) {
      const probability = Math.exp(logits.data[row * c + k]! - logZ);
      out[row * c + k] = upstream * (probability - target(k, label, c, smoothing));
    }
  }
  return new Tensor(out, [n, c]);
}
