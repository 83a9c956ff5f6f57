import { tensor, type Tensor } from "#tensor";

/** What is called positive at each threshold, `[T]`, from the highest to the lowest of T different scores. */
export interface ThresholdCounts {
  readonly thresholds: Tensor;
  readonly truePositives: Tensor;
  readonly falsePositives: Tensor;
}

/**
 * Counts true and false positives when all examples with a score of at least the threshold are called positive.
 *
 * From the highest score down, each example is one more that is called positive. Equal scores have one threshold, so they
 * are counted together.
 *
 * @param scores - `[N]` finite.
 * @param labels - `[N]` 0 or 1.
 * @example countAtThresholds(tensor([2, 3, 2]), tensor([1, 1, 0])).truePositives // => [1, 2]
 */
export function countAtThresholds(scores: Tensor, labels: Tensor): ThresholdCounts {
  const descending = [...scores.data.keys()].sort((a, b) => scores.data[b]! - scores.data[a]!);
  const counts = new Map<number, { truePositives: number; falsePositives: number }>();
  let truePositives = 0;
  for (const [before, n] of descending.entries()) {
    truePositives += labels.data[n]!;
    counts.set(scores.data[n]!, { truePositives, falsePositives: before + 1 - truePositives }); // the last of equals stays
  }
  return {
    thresholds: tensor([...counts.keys()]),
    truePositives: tensor([...counts.values()].map((count) => count.truePositives)),
    falsePositives: tensor([...counts.values()].map((count) => count.falsePositives)),
  };
}
