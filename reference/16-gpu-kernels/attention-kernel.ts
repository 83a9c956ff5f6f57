import type { Device, DeviceTensor, Matrix, Thread, Vector } from "#gpu";

export interface AttentionOptions {
  /** Query t sees keys 0 to t alone; false when left out. */
  readonly causal?: boolean;
}

/**
 * Scaled dot-product attention on a device: scores, then the softmax of each row, then the weighted sum of the values.
 *
 * `attention(Q, K, V) = softmax(Q Kᵀ / √D) V`
 *
 * A key that a query may not see gets the weight 0, and has no say in what is the largest score of its row.
 *
 * @param query - `[T, D]`
 * @param key - `[S, D]`
 * @param value - `[S, E]`
 * @returns `[T, E]`
 * @throws RangeError - when the shapes don't fit.
 * @see Vaswani et al., Attention Is All You Need (2017), 3.2.1; Dao et al., FlashAttention (2022), which never stores the scores
 *
 * @example
 * const device = new PlainDevice();
 * const [query, key, value] = [tensor([[1], [1]]), tensor([[2], [2]]), tensor([[4, 8], [6, 0]])].map((values) => device.upload(values));
 * device.read(attention(device, query, key, value, { causal: true })) // => [[4, 8], [5, 4]]
 */
export function attention(
  device: Device,
  query: DeviceTensor,
  key: DeviceTensor,
  value: DeviceTensor,
  { causal = false }: AttentionOptions = {},
): DeviceTensor {
  const [targets, depth] = query.shape as readonly [number, number];
  const [sources, keyDepth] = key.shape as readonly [number, number];
  const [values, features] = value.shape as readonly [number, number];
  if (keyDepth !== depth || values !== sources)
    throw new RangeError(
      `attention: query has shape [${query.shape.join(", ")}], key [${key.shape.join(", ")}] and value [${value.shape.join(", ")}], expected [T, D], [S, D] and [S, E].`,
    );
  const seen = { sources, causal: causal ? 1 : 0 };
  const scores = device.launch(score, [targets, sources], { depth }, query, key);
  const largest = device.launch(rowMax, [targets], seen, scores);
  const weights = device.launch(weight, [targets, sources], seen, scores, largest);
  const sums = device.launch(rowSum, [targets], { sources }, weights);
  return device.launch(mix, [targets, features], { sources }, weights, sums, value);
}

function score(this: Thread<"depth">, query: Matrix, key: Matrix): number {
  let sum = 0;
  for (let d = 0; d < this.constants.depth; d++) {
    sum += query[this.thread.y]![d]! * key[this.thread.x]![d]!;
  }
  return sum / Math.sqrt(this.constants.depth);
}

function rowMax(this: Thread<"sources" | "causal">, scores: Matrix): number {
  let largest = scores[this.thread.x]![0]!;
  for (let s = 1; s < this.constants.sources; s++) {
    if (this.constants.causal === 0 || s <= this.thread.x) {
      largest = Math.max(largest, scores[this.thread.x]![s]!);
    }
  }
  return largest;
}

function weight(this: Thread<"sources" | "causal">, scores: Matrix, largest: Vector): number {
  if (this.constants.causal === 1 && this.thread.x > this.thread.y) {
    return 0;
  }
  return Math.exp(scores[this.thread.y]![this.thread.x]! - largest[this.thread.y]!);
}

function rowSum(this: Thread<"sources">, weights: Matrix): number {
  let sum = 0;
  for (let s = 0; s < this.constants.sources; s++) {
    sum += weights[this.thread.x]![s]!;
  }
  return sum;
}

function mix(this: Thread<"sources">, weights: Matrix, sums: Vector, value: Matrix): number {
  let sum = 0;
  for (let s = 0; s < this.constants.sources; s++) {
    sum += weights[this.thread.y]![s]! * value[s]![this.thread.x]!;
  }
  return sum / sums[this.thread.y]!;
}
