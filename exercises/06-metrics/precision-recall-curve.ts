import { NotStarted, type Tensor } from "#tensor";

export interface PrecisionRecallCurve {
  /** `[T + 1]` */
  readonly precisions: Tensor;
  /** `[T + 1]` from 1 to 0. */
  readonly recalls: Tensor;
  /** `[T]` the different scores, from the lowest to the highest. */
  readonly thresholds: Tensor;
}

/**
 * Precision and recall for every threshold.
 *
 * `P(t) = |{n: s_n ≥ t, y_n = 1}| / |{n: s_n ≥ t}|`, `R(t) = |{n: s_n ≥ t, y_n = 1}| / |{n: y_n = 1}|`
 *
 * The thresholds rise, so recalls fall from 1. The last point, precision 1 and recall 0,
 * has no threshold: nothing is called positive there. Without positives all recalls before it are set to 1.
 *
 * @param scores - s, `[N]` finite; the higher, the more likely positive.
 * @param labels - y, `[N]` 0 or 1.
 * @returns precisions, recalls and thresholds; one point for each different score and one after them.
 * @throws ShapeError - when the two are not `[N]` with the same N, or there are no examples.
 * @throws RangeError - when a score is not finite or a label neither 0 nor 1.
 */
export function precisionRecallCurve(scores: Tensor, labels: Tensor): PrecisionRecallCurve {
  throw new NotStarted();
}

/**
 * The mean precision, each weighted by how much recall its threshold adds.
 *
 * `AP = Σ_i (R_i − R_{i+1}) P_i` over the points of the curve, from recall 1 to recall 0
 *
 * Without positives AP is 0.
 *
 * @param scores - s, `[N]` finite; the higher, the more likely positive.
 * @param labels - y, `[N]` 0 or 1.
 * @returns `[]`, in [0, 1].
 * @throws ShapeError - when the two are not `[N]` with the same N, or there are no examples.
 * @throws RangeError - when a score is not finite or a label neither 0 nor 1.
 */
export function averagePrecision(scores: Tensor, labels: Tensor): Tensor {
  throw new NotStarted();
}
