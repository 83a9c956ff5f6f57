import { tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { accuracy, balancedAccuracy, baselineAccuracy } from "#reference/06-metrics/accuracy.ts";

export default variants<typeof import("#reference/06-metrics/accuracy.ts")>({
  "counting in loops": {
    accuracy: (predictions, labels) => {
      accuracy(predictions, labels); // refuses what are no class ids
      let right = 0;
      for (const [n, label] of labels.data.entries()) if (predictions.data[n] === label) right++;
      return tensor(right / labels.size);
    },
    baselineAccuracy: (labels) => {
      baselineAccuracy(labels); // refuses what are no class ids
      const counts = new Map<number, number>();
      for (const label of labels.data) counts.set(label, (counts.get(label) ?? 0) + 1);
      return tensor(Math.max(...counts.values()) / labels.size);
    },
  },
  "each example weighed by the size of its class": {
    balancedAccuracy: (predictions, labels) => {
      balancedAccuracy(predictions, labels); // refuses what are no class ids
      const weights = labels.map((label) => 1 / labels.equal(label).sum().item());
      return predictions.equal(labels).mul(weights).sum().div(weights.sum());
    },
  },
});
