import { tensor, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { accuracy } from "#reference/06-metrics/accuracy.ts";
import type { AverageOptions } from "#reference/06-metrics/average.ts";
import { confusionMatrix, outcomes } from "#reference/06-metrics/confusion-matrix.ts";
import { precision, recall } from "#reference/06-metrics/precision-recall.ts";

type Metric = typeof precision;

/** The metric with another way to put the classes together, where it is asked for. */
const averaged =
  (metric: Metric, kind: AverageOptions["average"], instead: (...args: Parameters<Metric>) => Tensor): Metric =>
  (predictions, labels, options = {}) =>
    (options.average ?? "binary") === kind
      ? instead(predictions, labels, options)
      : metric(predictions, labels, options);

/** The mean over all class ids up to the highest, whether they occur or not. */
const overAllIds =
  (metric: Metric): Metric =>
  (predictions, labels, options = {}) => {
    const values = metric(predictions, labels, { ...options, average: "none" });
    const numbers = [...values.data].filter((value) => !Number.isNaN(value));
    return tensor(numbers).mean();
  };

/** The mean over the classes that are a label. */
const overLabels =
  (metric: Metric): Metric =>
  (predictions, labels, options = {}) => {
    const values = metric(predictions, labels, { ...options, average: "none" });
    return values.gather([...new Set(labels.data)]).mean();
  };

/** 0 / 0 stands for another value than asked. */
const dividing =
  (metric: Metric, zeroDivision: number): Metric =>
  (predictions, labels, options = {}) => {
    metric(predictions, labels, options); // refuses what it must
    return metric(predictions, labels, { ...options, zeroDivision });
  };

/** Examples of class 1 against all others, whatever the class ids. */
const binaryOfMany =
  (metric: Metric): Metric =>
  (predictions, labels, options = {}) => {
    if ((options.average ?? "binary") !== "binary") return metric(predictions, labels, options);
    return metric(predictions.equal(1), labels.equal(1), options);
  };

/** The class that is looked for is class 0. */
const ofClass0 = (metric: Metric): Metric =>
  averaged(metric, "binary", (predictions, labels, options) =>
    metric(predictions.neg().add(1), labels.neg().add(1), options),
  );

/** NaN spoils the mean that it should be left out of. */
const spoiled =
  (metric: Metric): Metric =>
  (predictions, labels, options = {}) => {
    const { average = "binary", zeroDivision = 0 } = options;
    const value = metric(predictions, labels, options);
    if (!Number.isNaN(zeroDivision) || average === "none" || average === "binary" || average === "micro") return value;
    const counts = outcomes(confusionMatrix(predictions, labels));
    const values = metric(predictions, labels, { average: "none", zeroDivision });
    const labelled = counts.truePositives.add(counts.falseNegatives);
    const weights = average === "weighted" ? labelled : labelled.add(counts.falsePositives).greater(0);
    const counted = [...values.data].filter((_, c) => weights.data[c]! > 0);
    return counted.some(Number.isNaN) ? tensor(NaN) : value;
  };

/** Weights of the classes: how often they are predicted. */
const weightedByPredictions = (metric: Metric): Metric =>
  averaged(metric, "weighted", (predictions, labels, options) => {
    const { truePositives, falsePositives } = outcomes(confusionMatrix(predictions, labels));
    const values = metric(predictions, labels, { ...options, average: "none" });
    return values.mul(truePositives.add(falsePositives)).sum().div(labels.size);
  });

export default mistakes<typeof import("#reference/06-metrics/precision-recall.ts")>({
  "recall for precision": {
    looksLike: "This is the recall: what was found is divided by what is of the class, not by what was called so.",
    reread: "P_c = TP_c / (TP_c + FP_c)",
    precision: (predictions, labels, options) => recall(predictions, labels, options),
  },
  "accuracy for precision": {
    looksLike: "All right predictions are counted, those of class 0 too: that is the accuracy.",
    reread: "P_1 = TP_1 / (TP_1 + FP_1)",
    precision: averaged(precision, "binary", (predictions, labels, options) => {
      precision(predictions, labels, options);
      return accuracy(predictions, labels);
    }),
  },
  "precision of class 0": {
    looksLike: "Class 0 is taken for the class that is looked for.",
    reread: '"binary": P_1',
    precision: ofClass0(precision),
  },
  "precision 0 / 0 is always 0": {
    looksLike: "What was never predicted has the precision 0, whatever zeroDivision asks for.",
    reread: "P_c is 0 / 0 where nothing is called c, and stands for zeroDivision",
    precision: dividing(precision, 0),
  },
  "precision 0 / 0 is NaN": {
    looksLike: "0 / 0 is left as NaN where zeroDivision says what it stands for.",
    reread: "P_c is 0 / 0 where nothing is called c, and stands for zeroDivision",
    precision: dividing(precision, NaN),
  },
  "mean of precisions over ids that do not occur": {
    looksLike: "Class ids that occur nowhere have a part in the mean.",
    reread: '"macro": the mean over the classes that are a label or a prediction of some example',
    precision: averaged(precision, "macro", overAllIds(precision)),
  },
  "precision micro for macro": {
    looksLike: "The counts of all classes are added up where the mean of their fractions was asked for.",
    reread: '"macro": the mean of P_c; "micro": Σ_c TP_c / Σ_c (TP_c + FP_c)',
    precision: averaged(precision, "macro", (predictions, labels, options) =>
      precision(predictions, labels, { ...options, average: "micro" }),
    ),
  },
  "precisions weighted by predictions": {
    looksLike: "Each class is weighted by how often it is predicted, not by how often it is the label.",
    reread: '"weighted": weighted by how many examples have the label c',
    precision: weightedByPredictions(precision),
  },
  "a third class in a binary precision": {
    looksLike: "With more than two classes the others are silently put together as class 0.",
    reread: '"binary" takes class ids 0 and 1 alone',
    precision: binaryOfMany(precision),
  },
  "NaN in the mean of precisions": {
    looksLike: "One class without a precision makes the whole mean NaN; with NaN it should be passed over.",
    reread: "With NaN such classes have no part in the means",
    precision: spoiled(precision),
  },
  "precision for recall": {
    looksLike: "This is the precision: what was found is divided by what was called so, not by what is of the class.",
    reread: "R_c = TP_c / (TP_c + FN_c)",
    recall: (predictions, labels, options) => precision(predictions, labels, options),
  },
  "recall of class 0": {
    looksLike: "Class 0 is taken for the class that is looked for: of a binary task this is the specificity.",
    reread: '"binary": R_1',
    recall: ofClass0(recall),
  },
  "share of all examples": {
    looksLike: "What was found is divided by the number of all examples, not by those of the class.",
    reread: "R_c = TP_c / (TP_c + FN_c)",
    recall: averaged(recall, "binary", (predictions, labels, options) => {
      recall(predictions, labels, options);
      return predictions.mul(labels).mean();
    }),
  },
  "recall 0 / 0 is always 0": {
    looksLike: "A class that no example has gets the recall 0, whatever zeroDivision asks for.",
    reread: "0 / 0, where no example has the label c, stands for zeroDivision",
    recall: dividing(recall, 0),
  },
  "mean of recalls over labels alone": {
    looksLike: "Classes that are predicted but are no label have no part in the mean, not even with zeroDivision.",
    reread: '"macro": the mean over the classes that are a label or a prediction of some example',
    recall: averaged(recall, "macro", overLabels(recall)),
  },
  "mean of recalls over ids that do not occur": {
    looksLike: "Class ids that occur nowhere have a part in the mean.",
    reread: '"macro": the mean over the classes that are a label or a prediction of some example',
    recall: averaged(recall, "macro", overAllIds(recall)),
  },
  "recall micro for macro": {
    looksLike: "The counts of all classes are added up where the mean of their fractions was asked for.",
    reread: '"macro": the mean of R_c; "micro": Σ_c TP_c / Σ_c (TP_c + FN_c)',
    recall: averaged(recall, "macro", (predictions, labels, options) =>
      recall(predictions, labels, { ...options, average: "micro" }),
    ),
  },
  "a third class in a binary recall": {
    looksLike: "With more than two classes the others are silently put together as class 0.",
    reread: '"binary" takes class ids 0 and 1 alone',
    recall: binaryOfMany(recall),
  },
});
