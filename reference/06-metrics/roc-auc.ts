import { concatenate, tensor, type Tensor } from "#tensor";
import { expectScores } from "#reference/06-metrics/expectations.ts";
import { countAtThresholds } from "#reference/06-metrics/thresholds.ts";

export interface RocCurve {
  /** `[T + 1]` from 0 to 1. */
  readonly falsePositiveRates: Tensor;
  /** `[T + 1]` from 0 to 1. */
  readonly truePositiveRates: Tensor;
  /** `[T + 1]` Infinity, then the T different scores from the highest to the lowest. */
  readonly thresholds: Tensor;
}

/**
 * The receiver operating characteristic: what is found against what is falsely called, for every threshold.
 *
 * `TPR(t) = |{n: s_n ≥ t, y_n = 1}| / P`, `FPR(t) = |{n: s_n ≥ t, y_n = 0}| / N`
 * with P positives and N negatives
 *
 * It starts at (0, 0), where the threshold is above every score, and ends at (1, 1). Equal scores pass the threshold
 * together and make one step, which is slanted where both classes share the score. Without positives TPR is 0 / 0, NaN,
 * without negatives FPR.
 *
 * @param scores - s, `[N]` finite; the higher, the more likely positive.
 * @param labels - y, `[N]` 0 or 1.
 * @returns rates and thresholds, one point for each different score and one before them.
 * @throws ShapeError - when the two are not `[N]` with the same N, or there are no examples.
 * @throws RangeError - when a score is not finite or a label neither 0 nor 1.
 * @example rocCurve(tensor([0.9, 0.4, 0.4]), tensor([1, 1, 0])).truePositiveRates // => [0, 0.5, 1]
 * @see Fawcett, An introduction to ROC analysis (2006), algorithm 1. scikit-learn, metrics.roc_curve with
 *   drop_intermediate=False.
 */
export function rocCurve(scores: Tensor, labels: Tensor): RocCurve {
  expectScores("rocCurve", scores, labels);
  const { thresholds, truePositives, falsePositives } = countAtThresholds(scores, labels);
  const positives = labels.sum();
  return {
    falsePositiveRates: concatenate([tensor([0]), falsePositives]).div(positives.neg().add(labels.size)),
    truePositiveRates: concatenate([tensor([0]), truePositives]).div(positives),
    thresholds: concatenate([tensor([Infinity]), thresholds]),
  };
}

/**
 * The area under the ROC curve: the probability that a positive has a higher score than a negative.
 *
 * `AUC = P(s⁺ > s⁻) + ½ P(s⁺ = s⁻) = Σ_i (x_{i+1} − x_i) (y_{i+1} + y_i) / 2` over the points (x, y) of the curve
 *
 * 1 puts all positives before all negatives, ½ is what scores without any knowledge give. Only the order of the scores
 * counts, and not how rare positives are. With one class alone there is no pair to compare, and the result is NaN.
 *
 * @param scores - s, `[N]` finite; the higher, the more likely positive.
 * @param labels - y, `[N]` 0 or 1.
 * @returns `[]`, in [0, 1], or NaN.
 * @throws ShapeError - when the two are not `[N]` with the same N, or there are no examples.
 * @throws RangeError - when a score is not finite or a label neither 0 nor 1.
 * @example rocAuc(tensor([0.1, 0.4, 0.35, 0.8]), tensor([0, 0, 1, 1])) // => 0.75
 * @see Hanley & McNeil, The meaning and use of the area under a receiver operating characteristic (ROC) curve (1982).
 *   scikit-learn, metrics.roc_auc_score.
 */
export function rocAuc(scores: Tensor, labels: Tensor): Tensor {
  expectScores("rocAuc", scores, labels);
  const { falsePositiveRates: x, truePositiveRates: y } = rocCurve(scores, labels);
  const widths = x.slice([1, null]).sub(x.slice([0, -1]));
  const heights = y
    .slice([1, null])
    .add(y.slice([0, -1]))
    .div(2);
  return widths.mul(heights).sum();
}
