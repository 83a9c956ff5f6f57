import { concatenate, tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { averagePrecision, precisionRecallCurve } from "#reference/06-metrics/precision-recall-curve.ts";

export default variants<typeof import("#reference/06-metrics/precision-recall-curve.ts")>({
  "every score against every threshold, and every positive by itself": {
    precisionRecallCurve: (scores, labels) => {
      precisionRecallCurve(scores, labels); // refuses what it must
      const thresholds = tensor([...new Set(scores.data)].toSorted((a, b) => a - b));
      const called = scores.greaterEqual(thresholds.expandDims(1)); // [T, N]
      const found = called.matmul(labels);
      const positives = labels.sum().item();
      return {
        precisions: concatenate([found.div(called.sum(1)), tensor([1])]),
        recalls: concatenate([positives === 0 ? found.add(1) : found.div(positives), tensor([0])]),
        thresholds,
      };
    },
    averagePrecision: (scores, labels) => {
      averagePrecision(scores, labels); // refuses what it must
      const called = scores.lessEqual(scores.expandDims(1)).T; // row n: what passes the score of n
      const atOwnScore = called.matmul(labels).div(called.sum(1));
      return atOwnScore.mul(labels).sum().div(labels.sum().maximum(1));
    },
  },
});
