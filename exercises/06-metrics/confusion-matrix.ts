import { NotStarted, type Tensor } from "#tensor";

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
 * A row or a column without examples stays 0 when it is normalised.
 *
 * @param predictions - ŷ, `[N]` predicted class ids, integers in [0, C).
 * @param labels - y, `[N]` true class ids, integers in [0, C).
 * @param options.classes - C, for classes that may not occur.
 * @param options.normalise - "true" divides each row by its sum, "predicted" each column, "all" everything by N.
 * @returns `[C, C]`.
 * @throws ShapeError - when the two are not `[N]` with the same N, or there are no examples.
 * @throws RangeError - when an entry is not a class id in [0, C).
 */
export function confusionMatrix(
  predictions: Tensor,
  labels: Tensor,
  { classes, normalise = "none" }: ConfusionOptions = {},
): Tensor {
  throw new NotStarted();
}

/**
 * Counts each class against the rest: what precision, recall and F1 are made of.
 *
 * `TP_c = M_cc`, `FP_c = Σ_i M_ic − M_cc`, `FN_c = Σ_j M_cj − M_cc`, `TN_c = Σ_ij M_ij − TP_c − FP_c − FN_c`
 *
 * @param confusion - M, `[C, C]` counts, a row for each true class.
 * @returns the four counts, `[C]` each.
 * @throws ShapeError - when `confusion` is not square.
 */
export function outcomes(confusion: Tensor): Outcomes {
  throw new NotStarted();
}
