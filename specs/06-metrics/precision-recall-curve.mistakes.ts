import { concatenate, tensor, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import {
  averagePrecision,
  precisionRecallCurve,
  type PrecisionRecallCurve,
} from "#reference/06-metrics/precision-recall-curve.ts";
import { rocAuc } from "#reference/06-metrics/roc-auc.ts";

type Curve = typeof precisionRecallCurve;

const changed =
  (change: (curve: PrecisionRecallCurve, scores: Tensor, labels: Tensor) => PrecisionRecallCurve): Curve =>
  (scores, labels) =>
    change(precisionRecallCurve(scores, labels), scores, labels);

const reversed = (x: Tensor): Tensor => x.slice([null, null, -1]);

/** Scores without ties, in the same order, equal ones in the order in which they came. */
function ranked(scores: Tensor, labels: Tensor): { scores: Tensor; labels: Tensor; sorted: Tensor } {
  const order = [...scores.data.keys()].sort((a, b) => scores.data[b]! - scores.data[a]!);
  return {
    scores: tensor(order.map((_, rank) => -rank)),
    labels: labels.gather(order),
    sorted: reversed(scores.gather(order)),
  };
}

/** The area by another rule, of the points from recall 1 to recall 0. */
const area =
  (height: (precisions: Tensor) => Tensor): typeof averagePrecision =>
  (scores, labels) => {
    averagePrecision(scores, labels); // refuses what it must
    const { precisions, recalls } = precisionRecallCurve(scores, labels);
    return recalls
      .slice([0, -1])
      .sub(recalls.slice([1, null]))
      .mul(height(precisions))
      .sum();
  };

export default mistakes<typeof import("#reference/06-metrics/precision-recall-curve.ts")>({
  "equal scores one by one": {
    looksLike: "Each example is a threshold of its own, though equal scores pass it together.",
    reread: "{n: s_n ≥ t}: all examples whose score is at least the threshold",
    precisionRecallCurve: changed((_, scores, labels) => {
      const one = ranked(scores, labels);
      return { ...precisionRecallCurve(one.scores, one.labels), thresholds: one.sorted };
    }),
  },
  "no last point": {
    looksLike: "The curve lacks its last point, precision 1 and recall 0.",
    reread: "The last point, precision 1 and recall 0, has no threshold",
    precisionRecallCurve: changed(({ precisions, recalls, thresholds }) => ({
      precisions: precisions.slice([0, -1]),
      recalls: recalls.slice([0, -1]),
      thresholds,
    })),
  },
  "last point at precision 0": {
    looksLike: "Where nothing is called positive the precision is taken as 0; the curve ends at precision 1.",
    reread: "The last point, precision 1 and recall 0",
    precisionRecallCurve: changed(({ precisions, ...rest }) => ({
      ...rest,
      precisions: concatenate([precisions.slice([0, -1]), tensor([0])]),
    })),
  },
  "from the highest threshold down": {
    looksLike: "The points come in the order of falling thresholds.",
    reread: "thresholds: from the lowest to the highest",
    precisionRecallCurve: changed(({ precisions, recalls, thresholds }) => ({
      precisions: reversed(precisions),
      recalls: reversed(recalls),
      thresholds: reversed(thresholds),
    })),
  },
  "precision and recall exchanged": {
    looksLike: "Precision and recall have changed places.",
    reread: "P(t) divides by what is called positive, R(t) by what is positive",
    precisionRecallCurve: changed(({ precisions, recalls, thresholds }) => ({
      precisions: recalls,
      recalls: precisions,
      thresholds,
    })),
  },
  "above the threshold only": {
    looksLike: "A score equal to the threshold is not called positive: each point has the counts of the next one.",
    reread: "{n: s_n ≥ t}",
    precisionRecallCurve: changed(({ precisions, recalls, thresholds }) => ({
      precisions: concatenate([precisions.slice([1, null]), tensor([1])]),
      recalls: concatenate([recalls.slice([1, null]), tensor([0])]),
      thresholds,
    })),
  },
  "recall 0 / 0 left as NaN": {
    looksLike: "Without positives the recall is left as 0 / 0.",
    reread: "Without positives all recalls before it are set to 1",
    precisionRecallCurve: changed(({ recalls, ...rest }, _, labels) => ({
      ...rest,
      recalls:
        labels.sum().item() > 0 ? recalls : recalls.div(recalls.notEqual(1)).map((r) => (r === Infinity ? NaN : r)),
    })),
  },
  "any score taken": {
    looksLike: "NaN, or labels that are no two classes, go into the curve.",
    reread: "scores: [N] finite; labels: [N] 0 or 1",
    precisionRecallCurve: (scores, labels) => {
      const finite = scores.flatten().map((score) => (Number.isFinite(score) ? score : 1e9));
      return precisionRecallCurve(
        finite.size > 0 ? finite : tensor([0]),
        finite.size > 0 ? labels.equal(1) : tensor([0]),
      );
    },
  },
  trapezoids: {
    looksLike: "The points are joined by straight lines, which promises precisions that no threshold has.",
    reread: "AP = Σ_i (R_i − R_{i+1}) P_i: a sum of rectangles",
    averagePrecision: area((p) =>
      p
        .slice([0, -1])
        .add(p.slice([1, null]))
        .div(2),
    ),
  },
  "precision of the higher threshold": {
    looksLike: "A gain of recall is multiplied by the precision before it, at the next higher threshold.",
    reread: "AP = Σ_i (R_i − R_{i+1}) P_i: P_i belongs to the threshold that adds the recall",
    averagePrecision: area((p) => p.slice([1, null])),
  },
  "mean over thresholds": {
    looksLike: "All thresholds weigh the same, also those that add no recall.",
    reread: "AP = Σ_i (R_i − R_{i+1}) P_i: each weighted by how much recall it adds",
    averagePrecision: (scores, labels) => {
      averagePrecision(scores, labels);
      return precisionRecallCurve(scores, labels).precisions.slice([0, -1]).mean();
    },
  },
  "ties in the order they came": {
    looksLike: "Equal scores are taken in the order in which they came, so the result depends on it.",
    reread: "Every positive contributes the precision at its own score; equal scores are one threshold",
    averagePrecision: (scores, labels) => {
      averagePrecision(scores, labels);
      const one = ranked(scores, labels);
      return averagePrecision(one.scores, one.labels);
    },
  },
  "area under the ROC curve": {
    looksLike: "This is the area under the ROC curve.",
    reread: "AP = Σ_i (R_i − R_{i+1}) P_i: of precision and recall",
    averagePrecision: (scores, labels) => rocAuc(scores, labels),
  },
  "best precision from here on": {
    looksLike: "Each precision is replaced by the best one at a higher recall: that is interpolated average precision.",
    reread: "Nothing is interpolated",
    averagePrecision: area((p) => {
      let best = 0;
      return p.slice([0, -1]).map((precision) => (best = Math.max(best, precision)));
    }),
  },
});
