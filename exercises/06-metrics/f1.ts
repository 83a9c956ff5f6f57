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

export interface FBetaOptions extends AverageOptions {
  /** How many times as much recall matters as precision, at least 0; 1 when left out. */
  readonly beta?: number;
}

/**
 * Precision and recall as one number, their harmonic mean: high only where both are.
 *
 * `F1_c = 2 P_c R_c / (P_c + R_c)`
 *
 * - "binary": F1_1. Class 1 is what is looked for.
 * - "micro": the counts of all classes added up first
 * - "macro": the mean of F1_c over the classes that are a label or a prediction of some example
 * - "weighted": the mean of F1_c weighted by how many examples have the label c
 *
 * A class that is neither a label nor a prediction of any example has `zeroDivision`; one that is either, and never both at
 * once, has 0.
 *
 * @param predictions - `[N]` predicted class ids, integers from 0.
 * @param labels - `[N]` true class ids, integers from 0.
 * @param options.average - how the classes are put together; "binary" takes class ids 0 and 1 alone.
 * @param options.zeroDivision - a number in [0, 1], or NaN.
 * @returns `[]`, in [0, 1]; for "none" `[C]`, where C − 1 is the highest class id that occurs.
 * @throws ShapeError - when the two are not `[N]` with the same N, or there are no examples.
 * @throws RangeError - when an entry is not a class id, or above 1 for "binary"; or `zeroDivision` is out of range.
 */
export function f1Score(predictions: Tensor, labels: Tensor, options: AverageOptions = {}): Tensor {
  throw new NotStarted();
}

/**
 * F1 for those to whom recall matters β times as much as precision.
 *
 * `F_c = (1 + β²) P_c R_c / (β² P_c + R_c)`
 *
 * Averages and 0 / 0 are as for {@link f1Score}.
 *
 * @param predictions - `[N]` predicted class ids, integers from 0.
 * @param labels - `[N]` true class ids, integers from 0.
 * @param options.beta - β, finite, at least 0.
 * @param options.average - how the classes are put together; "binary" takes class ids 0 and 1 alone.
 * @param options.zeroDivision - a number in [0, 1], or NaN.
 * @returns `[]`, in [0, 1]; for "none" `[C]`, where C − 1 is the highest class id that occurs.
 * @throws ShapeError - when the two are not `[N]` with the same N, or there are no examples.
 * @throws RangeError - when an entry is not a class id, or above 1 for "binary"; or `beta` or `zeroDivision` is out of range.
 */
export function fBetaScore(predictions: Tensor, labels: Tensor, { beta = 1, ...options }: FBetaOptions = {}): Tensor {
  throw new NotStarted();
}
