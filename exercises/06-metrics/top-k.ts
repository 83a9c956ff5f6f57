import { NotStarted, type Tensor } from "#tensor";

export interface TopK {
  /** `[N, K]` the K highest scores of each row, the highest first. */
  readonly values: Tensor;
  /** `[N, K]` the class ids that have them. */
  readonly indices: Tensor;
}

/**
 * The k highest scores of each example and whose they are.
 *
 * Among equal scores the lower class id comes first.
 *
 * @param scores - `[N, C]` finite.
 * @param k - how many, an integer in [1, C].
 * @returns scores and class ids, `[N, k]` each, the highest score first.
 * @throws ShapeError - when `scores` is not `[N, C]`, or there are no examples.
 * @throws RangeError - when a score is not finite, or k is not an integer in [1, C].
 */
export function topK(scores: Tensor, k: number): TopK {
  throw new NotStarted();
}

/**
 * The fraction of examples whose label is among the k highest scores.
 *
 * `accuracy@k = (1/N) Σ_n 1[y_n ∈ topK(s_n)]`
 *
 * Among equal scores the lower class id comes first.
 *
 * @param scores - s, `[N, C]` finite; probabilities or logits, since their order is the same.
 * @param labels - y, `[N]` class ids, integers in [0, C).
 * @param k - how many guesses each example has, an integer in [1, C].
 * @returns `[]`, in [0, 1].
 * @throws ShapeError - when `scores` is not `[N, C]` or `labels` not `[N]`, or there are no examples.
 * @throws RangeError - when a score is not finite, a label no class id, or k not an integer in [1, C].
 */
export function topKAccuracy(scores: Tensor, labels: Tensor, k: number): Tensor {
  throw new NotStarted();
}
