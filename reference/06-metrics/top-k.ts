import { ShapeError, stack, tensor, type Tensor } from "#tensor";
import { expectClassIds } from "#reference/06-metrics/expectations.ts";

export interface TopK {
  /** `[N, K]` the K highest scores of each row, the highest first. */
  readonly values: Tensor;
  /** `[N, K]` the class ids that have them. */
  readonly indices: Tensor;
}

/**
 * The k highest scores of each example and whose they are.
 *
 * Among equal scores the lower class id comes first, so the first of the k is the argmax.
 *
 * @param scores - `[N, C]` finite.
 * @param k - how many, an integer in [1, C].
 * @returns scores and class ids, `[N, k]` each, the highest score first.
 * @throws ShapeError - when `scores` is not `[N, C]`, or there are no examples.
 * @throws RangeError - when a score is not finite, or k is not an integer in [1, C].
 * @example topK(tensor([[0.1, 0.6, 0.3]]), 2).indices // => [[1, 2]]
 * @see PyTorch, torch.topk; ONNX, TopK, whose order among equals this is.
 */
export function topK(scores: Tensor, k: number): TopK {
  expectRows("topK", scores, k);
  const rows = Array.from({ length: scores.shape[0]! }, (_, n) => scores.slice(n));
  const indices = rows.map(({ data }) => [...data.keys()].sort((a, b) => data[b]! - data[a]!).slice(0, k));
  return { values: stack(rows.map((row, n) => row.gather(indices[n]!))), indices: tensor(indices) };
}

/**
 * The fraction of examples whose label is among the k highest scores.
 *
 * `accuracy@k = (1/N) Σ_n 1[y_n ∈ topK(s_n)]`
 *
 * For k = 1 it is plain accuracy of the argmax, for k = C it is 1. Among equal scores the lower class id comes first, as
 * in {@link topK}: a model that gives all classes the same score gets no more than k of them right.
 *
 * @param scores - s, `[N, C]` finite; probabilities or logits, since their order is the same.
 * @param labels - y, `[N]` class ids, integers in [0, C).
 * @param k - how many guesses each example has, an integer in [1, C].
 * @returns `[]`, in [0, 1].
 * @throws ShapeError - when `scores` is not `[N, C]` or `labels` not `[N]`, or there are no examples.
 * @throws RangeError - when a score is not finite, a label no class id, or k not an integer in [1, C].
 * @example topKAccuracy(tensor([[0.1, 0.6, 0.3], [0.5, 0.3, 0.2]]), tensor([2, 2]), 2) // => 0.5
 * @see Russakovsky et al., ImageNet large scale visual recognition challenge (2015): the top-5 error.
 *   scikit-learn, metrics.top_k_accuracy_score, puts the higher class id first among equal scores.
 */
export function topKAccuracy(scores: Tensor, labels: Tensor, k: number): Tensor {
  expectRows("topKAccuracy", scores, k);
  const [examples, classes] = scores.shape as readonly [number, number];
  expectClassIds("topKAccuracy", { labels }, classes);
  if (labels.size !== examples) {
    throw new ShapeError(
      `topKAccuracy: labels is [${labels.size}], expected [${examples}]. There is one for each row.`,
    );
  }
  return topK(scores, k).indices.equal(labels.expandDims(1)).sum(1).mean();
}

function expectRows(caller: string, scores: Tensor, k: number): void {
  if (scores.rank !== 2 || scores.size === 0) {
    throw new ShapeError(
      `${caller}: scores is [${scores.shape.join(", ")}], expected [N, C] with at least one example and class.`,
    );
  }
  const wrong = scores.data.findIndex((score) => !Number.isFinite(score));
  if (wrong !== -1) {
    throw new RangeError(
      `${caller}: a score is ${scores.data[wrong]}, expected finite numbers. Scores are put in order.`,
    );
  }
  const classes = scores.shape[1]!;
  if (Number.isInteger(k) && k >= 1 && k <= classes) return;
  throw new RangeError(`${caller}: k is ${k}, expected an integer in [1, ${classes}]. There are ${classes} classes.`);
}
