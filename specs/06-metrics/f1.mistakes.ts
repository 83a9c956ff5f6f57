import { tensor, where, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { confusionMatrix, outcomes } from "#reference/06-metrics/confusion-matrix.ts";
import { f1Score, fBetaScore, type FBetaOptions } from "#reference/06-metrics/f1.ts";
import { precision, recall } from "#reference/06-metrics/precision-recall.ts";

type Metric = typeof fBetaScore;

/** β² for β, with the average as asked for: the right score of another β. */
const withBeta =
  (change: (beta: number) => number): Metric =>
  (predictions, labels, options = {}) => {
    fBetaScore(predictions, labels, options); // refuses what it must
    return fBetaScore(predictions, labels, { ...options, beta: change(options.beta ?? 1) });
  };

/** One number from precision and recall of the class that is looked for; all other averages are right. */
const binaryBy =
  (combine: (p: Tensor, r: Tensor) => Tensor): typeof f1Score =>
  (predictions, labels, options = {}) => {
    const right = f1Score(predictions, labels, options);
    if ((options.average ?? "binary") !== "binary") return right;
    const { zeroDivision = 0 } = options;
    return combine(precision(predictions, labels, { zeroDivision }), recall(predictions, labels, { zeroDivision }));
  };

/** Of the mean precision and the mean recall. */
const ofMeans = (predictions: Tensor, labels: Tensor, { beta = 1, ...options }: FBetaOptions = {}): Tensor => {
  const right = fBetaScore(predictions, labels, { beta, ...options });
  if (options.average !== "macro") return right;
  const [p, r] = [precision(predictions, labels, options), recall(predictions, labels, options)];
  const below = p.mul(beta ** 2).add(r);
  return where(
    below.equal(0),
    0,
    p
      .mul(r)
      .mul(1 + beta ** 2)
      .div(below),
  );
};

/** The mean over all class ids up to the highest, whether they occur or not. */
const overAllIds = (predictions: Tensor, labels: Tensor, options: FBetaOptions = {}): Tensor => {
  const values = fBetaScore(predictions, labels, { ...options, average: "none" });
  return tensor([...values.data].filter((value) => !Number.isNaN(value))).mean();
};

export default mistakes<typeof import("#reference/06-metrics/f1.ts")>({
  "arithmetic mean": {
    looksLike: "Precision and recall are averaged plainly; the harmonic mean is nearer to the smaller of the two.",
    reread: "F1_c = 2 P_c R_c / (P_c + R_c)",
    f1Score: binaryBy((p, r) => p.add(r).div(2)),
  },
  "geometric mean": {
    looksLike: "The root of the product of precision and recall is returned, their geometric mean.",
    reread: "F1_c = 2 P_c R_c / (P_c + R_c)",
    f1Score: binaryBy((p, r) => p.mul(r).sqrt()),
  },
  "the 2 forgotten": {
    looksLike: "The factor 2 is missing: the score never exceeds one half.",
    reread: "F1_c = 2 P_c R_c / (P_c + R_c)",
    f1Score: (predictions, labels, options) => {
      const score = f1Score(predictions, labels, { ...options, zeroDivision: 0 });
      return where(
        f1Score(predictions, labels, options).equal(score),
        score.div(2),
        f1Score(predictions, labels, options),
      );
    },
  },
  "0 / 0 left as NaN": {
    looksLike: "Where precision and recall are both 0 their harmonic mean is taken as 0 / 0, NaN; in counts it is 0.",
    reread: "F1_c = 2 TP_c / (2 TP_c + FP_c + FN_c)",
    f1Score: binaryBy((p, r) => p.mul(r).mul(2).div(p.add(r))),
  },
  "F1 of the means": {
    looksLike: "Macro F1 is computed from the mean precision and the mean recall; it is the mean of the classes' F1.",
    reread: '"macro": the mean of F1_c',
    f1Score: ofMeans,
  },
  "F1 micro for macro": {
    looksLike: "The counts of all classes are added up where the mean of their scores was asked for.",
    reread: '"macro": the mean of F1_c; "micro": the counts of all classes added up first',
    f1Score: (predictions, labels, options = {}) =>
      f1Score(predictions, labels, options.average === "macro" ? { ...options, average: "micro" } : options),
  },
  "F1 over ids that do not occur": {
    looksLike: "Class ids that occur nowhere have a part in the mean.",
    reread: '"macro": the mean over the classes that are a label or a prediction of some example',
    f1Score: (predictions, labels, options = {}) =>
      options.average === "macro" ? overAllIds(predictions, labels, options) : f1Score(predictions, labels, options),
  },
  "zeroDivision where precision is 0 / 0": {
    looksLike:
      "zeroDivision is returned wherever nothing is called 1, though there are examples that should have been.",
    reread: "0 / 0 arises only where a class is neither a label nor a prediction",
    f1Score: (predictions, labels, options = {}) => {
      const right = f1Score(predictions, labels, options);
      const { average = "binary", zeroDivision = 0 } = options;
      return average === "binary" && predictions.sum().item() === 0 ? tensor(zeroDivision) : right;
    },
  },
  "a third class in a binary F1": {
    looksLike: "With more than two classes the others are silently put together as class 0.",
    reread: '"binary" takes class ids 0 and 1 alone',
    f1Score: (predictions, labels, options = {}) =>
      (options.average ?? "binary") === "binary"
        ? f1Score(predictions.equal(1), labels.equal(1), options)
        : f1Score(predictions, labels, options),
  },
  "beta on the other side": {
    looksLike: "A large beta favours precision: β² stands at the wrong one of the two.",
    reread: "F_c = (1 + β²) P_c R_c / (β² P_c + R_c)",
    fBetaScore: (predictions, labels, { beta = 1, ...options } = {}) => {
      fBetaScore(predictions, labels, { beta, ...options });
      if (beta === 0) return recall(predictions, labels, options);
      return fBetaScore(predictions, labels, { ...options, beta: 1 / beta });
    },
  },
  "beta not squared": {
    looksLike: "β stands in the formula where β² belongs.",
    reread: "F_c = (1 + β²) P_c R_c / (β² P_c + R_c)",
    fBetaScore: withBeta(Math.sqrt),
  },
  "beta ignored": {
    looksLike: "The score is F1 whatever beta is asked for.",
    reread: "options.beta: how many times as much recall matters",
    fBetaScore: withBeta(() => 1),
  },
  "2 for 1 + beta squared": {
    looksLike: "The factor 2 of F1 stands where 1 + β² belongs, so that a perfect prediction does not reach 1.",
    reread: "F_c = (1 + β²) P_c R_c / (β² P_c + R_c)",
    fBetaScore: (predictions, labels, { beta = 1, ...options } = {}) => {
      const score = fBetaScore(predictions, labels, { beta, ...options });
      if (options.average === "micro") return score.mul(2 / (1 + beta ** 2));
      const kind = options.average ?? "binary";
      const counts = outcomes(confusionMatrix(predictions, labels, { classes: kind === "binary" ? 2 : undefined }));
      const occurs = counts.truePositives.add(counts.falsePositives).add(counts.falseNegatives).greater(0);
      const factor = where(occurs, 2 / (1 + beta ** 2), 1);
      if (kind === "none") return score.mul(factor);
      return score.mul(kind === "binary" ? factor.slice(1) : 2 / (1 + beta ** 2));
    },
  },
  "score of the means": {
    looksLike:
      "The macro score is computed from the mean precision and the mean recall; it is the mean of the classes' scores.",
    reread: '"macro": the mean of the scores of the classes',
    fBetaScore: ofMeans,
  },
  "any beta taken": {
    looksLike: "A negative or infinite beta is taken, as if it were a weight.",
    reread: "options.beta: finite, at least 0",
    fBetaScore: (predictions, labels, { beta = 1, ...options } = {}) =>
      beta === Infinity || Number.isNaN(beta)
        ? tensor(NaN)
        : fBetaScore(predictions, labels, { beta: Math.abs(beta), ...options }),
  },
});
