import { arange, tensor, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { accuracy, balancedAccuracy, baselineAccuracy } from "#reference/06-metrics/accuracy.ts";

/** For each class: how many examples have it as label, and how many of them are found. */
function counts(predictions: Tensor, labels: Tensor): { right: number; members: number; called: number }[] {
  balancedAccuracy(predictions, labels); // refuses what are no class ids
  const classes = [...new Set([...labels.data, ...predictions.data])];
  return classes.map((c) => ({
    right: predictions.equal(c).mul(labels.equal(c)).sum().item(),
    members: labels.equal(c).sum().item(),
    called: predictions.equal(c).sum().item(),
  }));
}

const mean = (values: readonly number[]): Tensor => tensor(values).mean();

export default mistakes<typeof import("#reference/06-metrics/accuracy.ts")>({
  "a count for a fraction": {
    looksLike: "The right predictions are counted; the division by the number of examples is missing.",
    reread: "accuracy = (1/N) Σ_n 1[ŷ_n = y_n]",
    accuracy: (predictions, labels) => accuracy(predictions, labels).mul(labels.size),
  },
  "error rate": {
    looksLike: "What is wrong is counted, not what is right: that is the error rate.",
    reread: "1[ŷ_n = y_n]: 1 where the two are equal",
    accuracy: (predictions, labels) => accuracy(predictions, labels).neg().add(1),
  },
  "class 0 never right": {
    looksLike: "A prediction of class 0 counts as no prediction: 0 is taken for false.",
    reread: "1[ŷ_n = y_n]: 1 where the two are equal, also where both are 0",
    accuracy: (predictions, labels) => {
      accuracy(predictions, labels);
      return predictions.equal(labels).mul(predictions.notEqual(0)).mean();
    },
  },
  percent: {
    looksLike: "The accuracy comes back in percent; a fraction is asked for.",
    reread: "accuracy = (1/N) Σ_n 1[ŷ_n = y_n], in [0, 1]",
    accuracy: (predictions, labels) => accuracy(predictions, labels).mul(100),
  },
  "anything compared": {
    looksLike: "Probabilities, or shapes that broadcast, are compared with the labels as if they were class ids.",
    reread: "predictions: [N] class ids, one for each label",
    accuracy: (predictions, labels) => predictions.equal(labels).mean(),
  },
  "chance for a baseline": {
    looksLike: "The baseline is 1 over the number of classes: a model that guesses, not one that names the commonest.",
    reread: "baseline = max_c N_c / N",
    baselineAccuracy: (labels) => {
      baselineAccuracy(labels);
      return tensor(1 / new Set(labels.data).size);
    },
  },
  "share of class 0": {
    looksLike: "The share of class 0 is returned, whichever class is the most frequent.",
    reread: "baseline = max_c N_c / N: the largest over all classes c",
    baselineAccuracy: (labels) => {
      baselineAccuracy(labels);
      return labels.equal(0).mean();
    },
  },
  "share of the highest class": {
    looksLike: "The share of the highest class id is returned: the maximum is taken over ids, not over their counts.",
    reread: "baseline = max_c N_c / N: the largest count",
    baselineAccuracy: (labels) => {
      baselineAccuracy(labels);
      return labels.equal(labels.max()).mean();
    },
  },
  "any label counted": {
    looksLike: "Labels that are no class ids are counted as classes of their own.",
    reread: "labels: [N] class ids, integers from 0",
    baselineAccuracy: (labels) => labels.flatten().expandDims(1).equal(labels.flatten()).mean(0).max(),
  },
  "plain accuracy for balanced": {
    looksLike: "Every example weighs the same, so a frequent class decides: that is plain accuracy.",
    reread: "(1/K) Σ_c …: the mean over classes of what was found of each",
    balancedAccuracy: (predictions, labels) => accuracy(predictions, labels),
  },
  "precision for recall": {
    looksLike:
      "The right predictions of a class are divided by how often it was predicted, not by how often it is the label.",
    reread: "(1/N_c) Σ_{n: y_n = c} …: N_c examples have the label c",
    balancedAccuracy: (predictions, labels) =>
      mean(
        counts(predictions, labels)
          .filter(({ members }) => members > 0)
          .map(({ right, called }) => (called > 0 ? right / called : 0)),
      ),
  },
  "absent classes count as missed": {
    looksLike: "A class that is predicted but is the label of no example enters the mean with 0.",
    reread: "over the K classes that occur among the labels",
    balancedAccuracy: (predictions, labels) =>
      mean(counts(predictions, labels).map(({ right, members }) => (members > 0 ? right / members : 0))),
  },
  "all class ids counted": {
    looksLike: "The sum is divided by the highest class id plus one, though not every class below it occurs.",
    reread: "(1/K) …: the K classes that occur among the labels",
    balancedAccuracy: (predictions, labels) => {
      const sum = counts(predictions, labels).reduce(
        (total, { right, members }) => total + (members > 0 ? right / members : 0),
        0,
      );
      return tensor(sum / arange(labels.max().item() + 1).size);
    },
  },
});
