import { NotStarted, type Tensor } from "#tensor";

export interface AverageOptions {
  /**
   * "binary" (when left out): class 1 against class 0. "micro": the counts of all classes, added up. "macro": the mean over
   * the classes that occur. "weighted": a mean that weighs each class by its labels. "none": one value for each class.
   */
  readonly average?: "binary" | "micro" | "macro" | "weighted" | "none";
  /** What 0 / 0 stands for: a number in [0, 1], 0 when left out; or NaN, which the means pass over. */
  readonly zeroDivision?: number;
}

/**
 * Of what was called a class, the fraction that is of it.
 *
 * `P_c = TP_c / (TP_c + FP_c)`
 *
 * - "binary": P_1. Class 1 is what is looked for, class 0 is all else.
 * - "micro": `Σ_c TP_c / Σ_c (TP_c + FP_c)`
 * - "macro": the mean of P_c over the classes that are a label or a prediction of some example
 * - "weighted": the mean of P_c weighted by how many examples have the label c
 *
 * P_c is 0 / 0 where nothing is called c, and stands for `zeroDivision`. With NaN such classes have no part in the means;
 * where no weight is left, the mean is NaN.
 *
 * @param predictions - `[N]` predicted class ids, integers from 0.
 * @param labels - `[N]` true class ids, integers from 0.
 * @param options.average - how the classes are put together; "binary" takes class ids 0 and 1 alone.
 * @param options.zeroDivision - a number in [0, 1], or NaN.
 * @returns `[]`, in [0, 1]; for "none" `[C]`, where C − 1 is the highest class id that occurs.
 * @throws ShapeError - when the two are not `[N]` with the same N, or there are no examples.
 * @throws RangeError - when an entry is not a class id, or above 1 for "binary"; or `zeroDivision` is out of range.
 */
export function precision(predictions: Tensor, labels: Tensor, options: AverageOptions = {}): Tensor {
  throw new NotStarted();
}

/**
 * Of what is of a class, the fraction that was called so.
 *
 * `R_c = TP_c / (TP_c + FN_c)`
 *
 * Averages and 0 / 0, where no example has the label c, are as for {@link precision}.
 *
 * @param predictions - `[N]` predicted class ids, integers from 0.
 * @param labels - `[N]` true class ids, integers from 0.
 * @param options.average - how the classes are put together; "binary" takes class ids 0 and 1 alone.
 * @param options.zeroDivision - a number in [0, 1], or NaN.
 * @returns `[]`, in [0, 1]; for "none" `[C]`, where C − 1 is the highest class id that occurs.
 * @throws ShapeError - when the two are not `[N]` with the same N, or there are no examples.
 * @throws RangeError - when an entry is not a class id, or above 1 for "binary"; or `zeroDivision` is out of range.
 */
export function recall(predictions: Tensor, labels: Tensor, options: AverageOptions = {}): Tensor {
  throw new NotStarted();
}
