import { arange, eye, ShapeError, type Tensor } from "#tensor";
import { expectClassIds } from "#reference/06-metrics/expectations.ts";

export interface ConfusionOptions {
  /** Number of classes C; one more than the highest class id that occurs when left out. */
  readonly classes?: number | undefined;
  /** What the counts are divided by: the sum of their row (the true class), of their column, of all; "none" when left out. */
  readonly normalise?: "none" | "true" | "predicted" | "all";
}

/** For each class, the examples counted as if the question were "this class or not". */
export interface Outcomes {
  /** `[C]` of this class and called so. */
  readonly truePositives: Tensor;
  /** `[C]` of another class, but called this one. */
  readonly falsePositives: Tensor;
  /** `[C]` of this class, but called another one. */
  readonly falseNegatives: Tensor;
  /** `[C]` of another class and called another one, whether or not the right one. */
  readonly trueNegatives: Tensor;
}

/**
 * Which classes are taken for which: a row for each true class, a column for each predicted one.
 *
 * `M_ij = Σ_n 1[y_n = i] 1[ŷ_n = j]`
 *
 * Right predictions stand on the diagonal. With one-hot rows Y and Ŷ for labels and predictions, M = Yᵀ Ŷ. A row or a
 * column without examples stays 0 when it is normalised.
 *
 * @param predictions - ŷ, `[N]` predicted class ids, integers in [0, C).
 * @param labels - y, `[N]` true class ids, integers in [0, C).
 * @param options.classes - C, for classes that may not occur.
 * @param options.normalise - "true" divides each row by its sum, which leaves the recall of each class on the diagonal,
 *   "predicted" each column, which leaves the precision, and "all" divides by N.
 * @returns `[C, C]`.
 * @throws ShapeError - when the two are not `[N]` with the same N, or there are no examples.
 * @throws RangeError - when an entry is not a class id in [0, C).
 * @example confusionMatrix(tensor([0, 0, 1, 1]), tensor([0, 1, 1, 1])) // => [[1, 0], [1, 2]]
 * @see Kohavi & Provost, Glossary of terms (1998). scikit-learn, metrics.confusion_matrix, which takes the labels first;
 *   some books have the true classes in columns.
 */
export function confusionMatrix(
  predictions: Tensor,
  labels: Tensor,
  { classes, normalise = "none" }: ConfusionOptions = {},
): Tensor {
  expectClassIds("confusionMatrix", { predictions, labels }, classes);
  const ids = arange(classes ?? labels.maximum(predictions).max().item() + 1);
  const [isTrue, isPredicted] = [labels, predictions].map((y) => y.expandDims(1).equal(ids)) as [Tensor, Tensor];
  const counts = isTrue.T.matmul(isPredicted); // [C, N] · [N, C] -> [C, C]
  if (normalise === "none") return counts;
  const axis = { true: 1, predicted: 0, all: [0, 1] }[normalise];
  return counts.div(counts.sum(axis, { keepDims: true }).maximum(1));
}

/**
 * Counts each class against the rest: what precision, recall and F1 are made of.
 *
 * `TP_c = M_cc`, `FP_c = Σ_i M_ic − M_cc`, `FN_c = Σ_j M_cj − M_cc`, `TN_c = Σ_ij M_ij − TP_c − FP_c − FN_c`
 *
 * @param confusion - M, `[C, C]` counts, a row for each true class.
 * @returns the four counts, `[C]` each.
 * @throws ShapeError - when `confusion` is not square.
 * @example outcomes(tensor([[1, 0], [1, 2]])).falsePositives // => [1, 0]
 * @see scikit-learn, metrics.multilabel_confusion_matrix.
 */
export function outcomes(confusion: Tensor): Outcomes {
  const [rows, columns] = confusion.shape;
  if (confusion.rank !== 2 || rows !== columns) {
    throw new ShapeError(
      `outcomes: confusion is [${confusion.shape.join(", ")}], expected [C, C]. A row and a column belong to each class.`,
    );
  }
  const truePositives = confusion.mul(eye(rows!)).sum(0);
  const falsePositives = confusion.sum(0).sub(truePositives);
  const falseNegatives = confusion.sum(1).sub(truePositives);
  const trueNegatives = confusion.sum().sub(truePositives).sub(falsePositives).sub(falseNegatives);
  return { truePositives, falsePositives, falseNegatives, trueNegatives };
}
