import { concatenate, tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { rocAuc, rocCurve } from "#reference/06-metrics/roc-auc.ts";

export default variants<typeof import("#reference/06-metrics/roc-auc.ts")>({
  "every score against every threshold, and every pair": {
    rocCurve: (scores, labels) => {
      rocCurve(scores, labels); // refuses what it must
      const distinct = tensor([...new Set(scores.data)].toSorted((a, b) => b - a));
      const thresholds = concatenate([tensor([Infinity]), distinct]);
      const called = scores.greaterEqual(thresholds.expandDims(1)); // [T + 1, N]
      const isNegative = labels.equal(0);
      return {
        falsePositiveRates: called.matmul(isNegative).div(isNegative.sum()),
        truePositiveRates: called.matmul(labels).div(labels.sum()),
        thresholds,
      };
    },
    rocAuc: (scores, labels) => {
      rocAuc(scores, labels); // refuses what it must
      const isPair = labels.expandDims(1).mul(labels.equal(0)); // [N, N]: positives in rows, negatives in columns
      const wins = scores.expandDims(1).sub(scores).sign().add(1).div(2);
      return wins.mul(isPair).sum().div(isPair.sum());
    },
  },
  "by the sum of ranks": {
    rocAuc: (scores, labels) => {
      rocAuc(scores, labels); // refuses what it must
      const ranks = scores.map((score) => scores.less(score).sum().item() + (scores.equal(score).sum().item() + 1) / 2);
      const positives = labels.sum().item();
      const least = (positives * (positives + 1)) / 2;
      return tensor((ranks.mul(labels).sum().item() - least) / (positives * (labels.size - positives)));
    },
  },
});
