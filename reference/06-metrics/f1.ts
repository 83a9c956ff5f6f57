import type { Tensor } from "#tensor";
import { averageOverClasses, type AverageOptions } from "#reference/06-metrics/average.ts";

export interface FBetaOptions extends AverageOptions {
  /** How many times as much recall matters as precision, at least 0; 1 when left out. */
  readonly beta?: number;
}

/**
 * Precision and recall as one number, their harmonic mean: high only where both are.
 *
 * `F1_c = 2 P_c R_c / (P_c + R_c) = 2 TP_c / (2 TP_c + FP_c + FN_c)`
 *
 * - "binary": F1_1. Class 1 is what is looked for.
 * - "micro": the counts of all classes added up first; over single labels the same as accuracy
 * - "macro": the mean of F1_c over the classes that are a label or a prediction of some example
 * - "weighted": the mean of F1_c weighted by how many examples have the label c
 *
 * In counts, 0 / 0 arises only where a class is neither a label nor a prediction; it stands for `zeroDivision`. A class that
 * is never predicted, or of which nothing is found, has F1 = 0, though its precision is 0 / 0. True negatives play no part.
 *
 * @param predictions - `[N]` predicted class ids, integers from 0.
 * @param labels - `[N]` true class ids, integers from 0.
 * @param options.average - how the classes are put together; "binary" takes class ids 0 and 1 alone.
 * @param options.zeroDivision - a number in [0, 1], or NaN.
 * @returns `[]`, in [0, 1]; for "none" `[C]`, where C − 1 is the highest class id that occurs.
 * @throws ShapeError - when the two are not `[N]` with the same N, or there are no examples.
 * @throws RangeError - when an entry is not a class id, or above 1 for "binary"; or `zeroDivision` is out of range.
 * @example f1Score(tensor([1, 1, 0, 0]), tensor([1, 0, 0, 1])) // => 0.5
 * @see Van Rijsbergen, Information Retrieval (1979), chapter 7. scikit-learn, metrics.f1_score.
 */
export function f1Score(predictions: Tensor, labels: Tensor, options: AverageOptions = {}): Tensor {
  return averageOverClasses(
    "f1Score",
    { predictions, labels },
    options,
    ({ truePositives, falsePositives, falseNegatives }) => {
      const twice = truePositives.mul(2);
      return [twice, twice.add(falsePositives).add(falseNegatives)];
    },
  );
}

/**
 * F1 for those to whom recall matters β times as much as precision.
 *
 * `F_c = (1 + β²) P_c R_c / (β² P_c + R_c) = (1 + β²) TP_c / ((1 + β²) TP_c + FP_c + β² FN_c)`
 *
 * β = 1 is F1, β = 0 the precision, and the larger β, the nearer to the recall. Averages and 0 / 0 are as for
 * {@link f1Score}.
 *
 * @param predictions - `[N]` predicted class ids, integers from 0.
 * @param labels - `[N]` true class ids, integers from 0.
 * @param options.beta - β, finite, at least 0.
 * @param options.average - how the classes are put together; "binary" takes class ids 0 and 1 alone.
 * @param options.zeroDivision - a number in [0, 1], or NaN.
 * @returns `[]`, in [0, 1]; for "none" `[C]`, where C − 1 is the highest class id that occurs.
 * @throws ShapeError - when the two are not `[N]` with the same N, or there are no examples.
 * @throws RangeError - when an entry is not a class id, or above 1 for "binary"; or `beta` or `zeroDivision` is out of range.
 * @example fBetaScore(tensor([1, 0, 0]), tensor([1, 1, 0]), { beta: 2 }) // => 5 / 9
 * @see Van Rijsbergen, Information Retrieval (1979), chapter 7: 1 − E with α = 1 / (1 + β²). scikit-learn,
 *   metrics.fbeta_score.
 */
export function fBetaScore(predictions: Tensor, labels: Tensor, { beta = 1, ...options }: FBetaOptions = {}): Tensor {
  if (!(beta >= 0 && beta < Infinity)) {
    throw new RangeError(
      `fBetaScore: beta is ${beta}, expected a finite number, at least 0. For the recall alone use recall.`,
    );
  }
  return averageOverClasses(
    "fBetaScore",
    { predictions, labels },
    options,
    ({ truePositives, falsePositives, falseNegatives }) => {
      const weighted = truePositives.mul(1 + beta ** 2);
      return [weighted, weighted.add(falsePositives).add(falseNegatives.mul(beta ** 2))];
    },
  );
}
