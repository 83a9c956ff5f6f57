import { NotStarted, type Tensor } from "#tensor";

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
 * It starts at (0, 0), where the threshold is above every score, and ends at (1, 1). Without positives TPR is 0 / 0, NaN,
 * without negatives FPR.
 *
 * @param scores - s, `[N]` finite; the higher, the more likely positive.
 * @param labels - y, `[N]` 0 or 1.
 * @returns rates and thresholds, one point for each different score and one before them.
 * @throws ShapeError - when the two are not `[N]` with the same N, or there are no examples.
 * @throws RangeError - when a score is not finite or a label neither 0 nor 1.
 */
export function rocCurve(scores: Tensor, labels: Tensor): RocCurve {
  throw new NotStarted();
}

/**
 * The area under the ROC curve: the probability that a positive has a higher score than a negative.
 *
 * `AUC = P(s⁺ > s⁻) + ½ P(s⁺ = s⁻)`
 *
 * With one class alone there is no pair to compare, and the result is NaN.
 *
 * @param scores - s, `[N]` finite; the higher, the more likely positive.
 * @param labels - y, `[N]` 0 or 1.
 * @returns `[]`, in [0, 1], or NaN.
 * @throws ShapeError - when the two are not `[N]` with the same N, or there are no examples.
 * @throws RangeError - when a score is not finite or a label neither 0 nor 1.
 */
export function rocAuc(scores: Tensor, labels: Tensor): Tensor {
  throw new NotStarted();
}
