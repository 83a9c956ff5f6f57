import { concatenate, tensor, type Tensor } from "#tensor";
import { expectScores } from "#reference/06-metrics/expectations.ts";
import { countAtThresholds } from "#reference/06-metrics/thresholds.ts";

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
 * The thresholds rise, so recalls fall from 1; equal scores are one threshold. The last point, precision 1 and recall 0,
 * has no threshold: nothing is called positive there. Without positives all recalls before it are set to 1.
 *
 * @param scores - s, `[N]` finite; the higher, the more likely positive.
 * @param labels - y, `[N]` 0 or 1.
 * @returns precisions, recalls and thresholds; one point for each different score and one after them.
 * @throws ShapeError - when the two are not `[N]` with the same N, or there are no examples.
 * @throws RangeError - when a score is not finite or a label neither 0 nor 1.
 * @example precisionRecallCurve(tensor([0.9, 0.4, 0.4]), tensor([1, 1, 0])).recalls // => [1, 0.5, 0]
 * @see Davis & Goadrich, The relationship between precision-recall and ROC curves (2006). scikit-learn,
 *   metrics.precision_recall_curve.
 */
export function precisionRecallCurve(scores: Tensor, labels: Tensor): PrecisionRecallCurve {
  expectScores("precisionRecallCurve", scores, labels);
  const { thresholds, truePositives, falsePositives } = countAtThresholds(scores, labels);
  const precisions = truePositives.div(truePositives.add(falsePositives));
  const recalls = truePositives.div(labels.sum()).map((recall) => (Number.isNaN(recall) ? 1 : recall));
  return {
    precisions: concatenate([reversed(precisions), tensor([1])]),
    recalls: concatenate([reversed(recalls), tensor([0])]),
    thresholds: reversed(thresholds),
  };
}

/**
 * The mean precision, each weighted by how much recall its threshold adds.
 *
 * `AP = Σ_i (R_i − R_{i+1}) P_i` over the points of the curve, from recall 1 to recall 0
 *
 * Every positive contributes the precision at its own score. A model that gives everyone the same score has the share of
 * positives as AP, where its ROC AUC is ½. Nothing is interpolated: a straight line between two points would promise a
 * precision that no threshold has. Without positives AP is 0.
 *
 * @param scores - s, `[N]` finite; the higher, the more likely positive.
 * @param labels - y, `[N]` 0 or 1.
 * @returns `[]`, in [0, 1].
 * @throws ShapeError - when the two are not `[N]` with the same N, or there are no examples.
 * @throws RangeError - when a score is not finite or a label neither 0 nor 1.
 * @example averagePrecision(tensor([0.9, 0.4, 0.1]), tensor([1, 0, 1])) // => 5 / 6
 * @see Davis & Goadrich (2006). scikit-learn, metrics.average_precision_score.
 */
export function averagePrecision(scores: Tensor, labels: Tensor): Tensor {
  expectScores("averagePrecision", scores, labels);
  const { precisions, recalls } = precisionRecallCurve(scores, labels);
  const gained = recalls.slice([0, -1]).sub(recalls.slice([1, null]));
  return gained.mul(precisions.slice([0, -1])).sum();
}

function reversed(vector: Tensor): Tensor {
  return vector.slice([null, null, -1]);
}
