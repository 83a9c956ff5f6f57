import { concatenate, tensor, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { rocAuc, rocCurve, type RocCurve } from "#reference/06-metrics/roc-auc.ts";
import { countAtThresholds } from "#reference/06-metrics/thresholds.ts";

const changed =
  (change: (points: RocCurve, scores: Tensor, labels: Tensor) => RocCurve): typeof rocCurve =>
  (scores, labels) =>
    change(rocCurve(scores, labels), scores, labels);

const each = (points: RocCurve, change: (x: Tensor) => Tensor): RocCurve => ({
  falsePositiveRates: change(points.falsePositiveRates),
  truePositiveRates: change(points.truePositiveRates),
  thresholds: change(points.thresholds),
});

/** The probability with another value for each pair of a positive and a negative. */
const overPairs =
  (value: (positive: number, negative: number) => number): typeof rocAuc =>
  (scores, labels) => {
    rocAuc(scores, labels); // refuses what it must
    const of = (label: number): number[] => [...scores.data].filter((_, n) => labels.data[n] === label);
    return tensor(of(1).flatMap((positive) => of(0).map((negative) => value(positive, negative)))).mean();
  };

/** In the order of the scores, equal ones in the order in which they came, each a step of its own. */
const oneByOne: typeof rocCurve = (scores, labels) => {
  const order = [...scores.data.keys()].sort((a, b) => scores.data[b]! - scores.data[a]!);
  const { falsePositiveRates, truePositiveRates } = rocCurve(
    tensor(order.map((_, rank) => -rank)),
    labels.gather(order),
  );
  return { falsePositiveRates, truePositiveRates, thresholds: concatenate([tensor([Infinity]), scores.gather(order)]) };
};

export default mistakes<typeof import("#reference/06-metrics/roc-auc.ts")>({
  "equal scores one by one": {
    looksLike: "Each example is a step of its own, though equal scores pass a threshold together.",
    reread: "{n: s_n ≥ t}: all examples whose score is at least the threshold",
    rocCurve: changed((_, scores, labels) => oneByOne(scores, labels)),
  },
  "no point at the origin": {
    looksLike: "The curve does not start at (0, 0): the threshold above every score is missing.",
    reread: "It starts at (0, 0), where the threshold is above every score",
    rocCurve: changed((points) => each(points, (x) => x.slice([1, null]))),
  },
  "from the lowest threshold up": {
    looksLike: "The points come in the order of rising thresholds, from (1, 1) to (0, 0).",
    reread: "from the highest to the lowest of the scores",
    rocCurve: changed((points) => each(points, (x) => x.slice([null, null, -1]))),
  },
  "above the threshold only": {
    looksLike: "A score equal to the threshold is not called positive: each point has the counts of the one before.",
    reread: "{n: s_n ≥ t}",
    rocCurve: changed(({ falsePositiveRates, truePositiveRates, thresholds }) => {
      const late = (x: Tensor): Tensor => concatenate([tensor([0]), x.slice([0, -1])]);
      return { falsePositiveRates: late(falsePositiveRates), truePositiveRates: late(truePositiveRates), thresholds };
    }),
  },
  "axes exchanged": {
    looksLike: "True and false positive rates have changed places.",
    reread: "TPR counts y_n = 1, FPR counts y_n = 0",
    rocCurve: changed(({ falsePositiveRates, truePositiveRates, thresholds }) => ({
      falsePositiveRates: truePositiveRates,
      truePositiveRates: falsePositiveRates,
      thresholds,
    })),
  },
  "shares of all examples": {
    looksLike: "The counts are divided by the number of all examples, not by those of their class.",
    reread: "TPR = … / P, FPR = … / N",
    rocCurve: changed(({ thresholds }, scores, labels) => {
      const { truePositives, falsePositives } = countAtThresholds(scores, labels);
      const share = (counts: Tensor): Tensor => concatenate([tensor([0]), counts]).div(labels.size);
      return { falsePositiveRates: share(falsePositives), truePositiveRates: share(truePositives), thresholds };
    }),
  },
  "precision for the false positive rate": {
    looksLike:
      "False positives are divided by what was called positive: that is 1 − precision, not the rate among negatives.",
    reread: "FPR = |{n: s_n ≥ t, y_n = 0}| / N",
    rocCurve: changed(({ truePositiveRates, thresholds }, scores, labels) => {
      const { truePositives, falsePositives } = countAtThresholds(scores, labels);
      const rates = falsePositives.div(truePositives.add(falsePositives));
      return { falsePositiveRates: concatenate([tensor([0]), rates]), truePositiveRates, thresholds };
    }),
  },
  "any score taken": {
    looksLike: "NaN, infinite scores, or labels that are no two classes go into the curve.",
    reread: "scores: [N] finite; labels: [N] 0 or 1",
    rocCurve: (scores, labels) => {
      const flat = scores.flatten();
      const finite = flat.map((score) => (Number.isFinite(score) ? score : 1e9));
      return rocCurve(finite.size > 0 ? finite : tensor([0]), finite.size > 0 ? labels.equal(1) : tensor([0]));
    },
  },
  "a tie counts as lost": {
    looksLike: "Equal scores of a positive and a negative count 0: the area is that of rectangles below the curve.",
    reread: "AUC = P(s⁺ > s⁻) + ½ P(s⁺ = s⁻)",
    rocAuc: overPairs((positive, negative) => Number(positive > negative)),
  },
  "a tie counts as won": {
    looksLike: "Equal scores of a positive and a negative count 1: the area is that of rectangles above the curve.",
    reread: "AUC = P(s⁺ > s⁻) + ½ P(s⁺ = s⁻)",
    rocAuc: overPairs((positive, negative) => Number(positive >= negative)),
  },
  "ties in the order they came": {
    looksLike: "Equal scores are taken in the order in which they came, so the area depends on it.",
    reread: "AUC = P(s⁺ > s⁻) + ½ P(s⁺ = s⁻)",
    rocAuc: (scores, labels) => {
      rocAuc(scores, labels);
      const order = [...scores.data.keys()].sort((a, b) => scores.data[b]! - scores.data[a]!);
      return rocAuc(tensor(order.map((_, rank) => -rank)), labels.gather(order));
    },
  },
  "negatives first": {
    looksLike: "This is 1 − AUC: the probability that a negative outranks a positive.",
    reread: "P(s⁺ > s⁻)",
    rocAuc: (scores, labels) => rocAuc(scores, labels).neg().add(1),
  },
  "accuracy at one half": {
    looksLike: "The scores are cut at 0.5 and the right ones counted: that is an accuracy, and looks at one threshold.",
    reread: "P(s⁺ > s⁻): over all pairs, whatever the threshold",
    rocAuc: (scores, labels) => {
      rocAuc(scores, labels);
      return scores.greaterEqual(0.5).equal(labels).mean();
    },
  },
  "one class is one half": {
    looksLike: "With one class alone 0.5 comes back, as if the model had been measured.",
    reread: "With one class alone there is no pair to compare, and the result is NaN",
    rocAuc: (scores, labels) => rocAuc(scores, labels).map((area) => (Number.isNaN(area) ? 0.5 : area)),
  },
  "score differences": {
    looksLike: "It is averaged by how much a positive's score is higher; only whether it is counts.",
    reread: "P(s⁺ > s⁻)",
    rocAuc: overPairs((positive, negative) => positive - negative),
  },
});
