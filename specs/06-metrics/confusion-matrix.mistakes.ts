import { arange, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { confusionMatrix, outcomes } from "#reference/06-metrics/confusion-matrix.ts";

/** Divides counts as asked for. */
function normalised(counts: Tensor, normalise: "none" | "true" | "predicted" | "all"): Tensor {
  if (normalise === "none") return counts;
  const axis = { true: 1, predicted: 0, all: [0, 1] }[normalise];
  return counts.div(counts.sum(axis, { keepDims: true }).maximum(1));
}

export default mistakes<typeof import("#reference/06-metrics/confusion-matrix.ts")>({
  transposed: {
    looksLike: "The matrix is transposed: predicted classes stand in rows and true ones in columns.",
    reread: "M_ij = Σ_n 1[y_n = i] 1[ŷ_n = j]: i is the true class",
    confusionMatrix: (predictions, labels, options) => confusionMatrix(labels, predictions, options),
  },
  "each pair counted once": {
    looksLike: "An entry is set to 1 where a pair occurs; a second example of the same pair does not raise it.",
    reread: "M_ij = Σ_n …: a sum over all examples",
    confusionMatrix: (predictions, labels, { normalise = "none", ...options } = {}) =>
      normalised(confusionMatrix(predictions, labels, options).minimum(1), normalise),
  },
  "absent classes dropped": {
    looksLike: "Classes that do not occur have no row and no column, so the others stand at other indices.",
    reread: "[C, C]: row i belongs to class i",
    confusionMatrix: (predictions, labels, { normalise = "none", ...options } = {}) => {
      confusionMatrix(predictions, labels, options); // refuses what are no class ids
      const present = [...new Set([...labels.data, ...predictions.data])].toSorted((a, b) => a - b);
      const place = (ids: Tensor): Tensor => ids.map((id) => present.indexOf(id));
      return normalised(confusionMatrix(place(predictions), place(labels)), normalise);
    },
  },
  "number of classes ignored": {
    looksLike: "The matrix ends at the highest class that occurs, though more classes were asked for.",
    reread: "options.classes: C, for classes that may not occur",
    confusionMatrix: (predictions, labels, options = {}) => {
      confusionMatrix(predictions, labels, options);
      return confusionMatrix(predictions, labels, { normalise: options.normalise ?? "none" });
    },
  },
  "rows and columns exchanged when normalising": {
    looksLike: "Columns are divided by their sums where rows should be, and the other way round.",
    reread: 'options.normalise: "true" divides each row by its sum',
    confusionMatrix: (predictions, labels, { normalise = "none", ...options } = {}) => {
      const other = { none: "none", true: "predicted", predicted: "true", all: "all" } as const;
      return confusionMatrix(predictions, labels, { ...options, normalise: other[normalise] });
    },
  },
  "empty rows become NaN": {
    looksLike: "A row or column without examples is divided by its sum, 0, and becomes NaN.",
    reread: "A row or a column without examples stays 0 when it is normalised",
    confusionMatrix: (predictions, labels, { normalise = "none", ...options } = {}) => {
      const counts = confusionMatrix(predictions, labels, options);
      if (normalise === "none") return counts;
      const axis = { true: 1, predicted: 0, all: [0, 1] }[normalise];
      return counts.div(counts.sum(axis, { keepDims: true }));
    },
  },
  "never normalised": {
    looksLike: "Counts come back whatever normalisation is asked for.",
    reread: 'options.normalise: "true", "predicted" or "all"',
    confusionMatrix: (predictions, labels, { normalise: _, ...options } = {}) =>
      confusionMatrix(predictions, labels, options),
  },
  "wrong ids let through": {
    looksLike: "Examples whose class id has no row are left out without a word.",
    reread: "predictions, labels: integers in [0, C)",
    confusionMatrix: (predictions, labels, { classes, normalise = "none" } = {}) => {
      const ids = arange(classes ?? Math.floor(labels.maximum(predictions).max().item()) + 1);
      const counts = labels.expandDims(1).equal(ids).T.matmul(predictions.expandDims(1).equal(ids));
      return normalised(counts, normalise);
    },
  },
  "false positives and negatives exchanged": {
    looksLike: "False positives and false negatives have changed places: rows are summed where columns should be.",
    reread: "FP_c = Σ_i M_ic − M_cc: down the column of c",
    outcomes: (confusion) => {
      const { truePositives, falsePositives, falseNegatives, trueNegatives } = outcomes(confusion);
      return { truePositives, falsePositives: falseNegatives, falseNegatives: falsePositives, trueNegatives };
    },
  },
  "right ones left in the wrong ones": {
    looksLike: "The diagonal is not taken away: every example that is called a class counts as falsely called so.",
    reread: "FP_c = Σ_i M_ic − M_cc, FN_c = Σ_j M_cj − M_cc",
    outcomes: (confusion) => {
      const { trueNegatives, truePositives } = outcomes(confusion);
      return { truePositives, falsePositives: confusion.sum(0), falseNegatives: confusion.sum(1), trueNegatives };
    },
  },
  "true negatives on the diagonal alone": {
    looksLike:
      "Only the right predictions of other classes count as true negatives; those that mix up two others are missing.",
    reread: "TN_c = Σ_ij M_ij − TP_c − FP_c − FN_c",
    outcomes: (confusion) => {
      const counts = outcomes(confusion);
      return { ...counts, trueNegatives: counts.truePositives.sum().sub(counts.truePositives) };
    },
  },
  "true negatives with the wrong ones": {
    looksLike: "All that is not a true positive counts as a true negative.",
    reread: "TN_c = Σ_ij M_ij − TP_c − FP_c − FN_c",
    outcomes: (confusion) => {
      const counts = outcomes(confusion);
      return { ...counts, trueNegatives: confusion.sum().sub(counts.truePositives) };
    },
  },
  "any matrix taken": {
    looksLike: "A matrix that is not square is taken; its rows and columns can't belong to the same classes.",
    reread: "confusion: [C, C]",
    outcomes: (confusion) => {
      const { shape } = confusion;
      if (shape.length === 2 && shape[0] === shape[1]) return outcomes(confusion);
      const rows = confusion.reshape([-1, shape.at(-1)!]);
      const size = Math.max(...rows.shape);
      return outcomes(rows.pad(rows.shape.map((length) => [0, size - length])));
    },
  },
});
