import type { Tensor } from "#tensor";
import { averageOverClasses, type AverageOptions } from "#reference/06-metrics/average.ts";

/**
 * Of what was called a class, the fraction that is of it.
 *
 * `P_c = TP_c / (TP_c + FP_c)`
 *
 * - "binary": P_1. Class 1 is what is looked for, class 0 is all else.
 * - "micro": `Σ_c TP_c / Σ_c (TP_c + FP_c)`, over single labels the same as accuracy
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
 * @example precision(tensor([1, 1, 0, 1]), tensor([1, 0, 0, 1])) // => 2 / 3
 * @see Van Rijsbergen, Information Retrieval (1979), chapter 7. scikit-learn, metrics.precision_score, which takes the
 *   labels first.
 */
export function precision(predictions: Tensor, labels: Tensor, options: AverageOptions = {}): Tensor {
  return averageOverClasses("precision", { predictions, labels }, options, ({ truePositives, falsePositives }) => [
    truePositives,
    truePositives.add(falsePositives),
  ]);
}

/**
 * Of what is of a class, the fraction that was called so.
 *
 * `R_c = TP_c / (TP_c + FN_c)`
 *
 * Averages and 0 / 0, where no example has the label c, are as for {@link precision}. A model that always says "healthy"
 * has the recall 0 for class 1, however few are ill.
 *
 * @param predictions - `[N]` predicted class ids, integers from 0.
 * @param labels - `[N]` true class ids, integers from 0.
 * @param options.average - how the classes are put together; "binary" takes class ids 0 and 1 alone.
 * @param options.zeroDivision - a number in [0, 1], or NaN.
 * @returns `[]`, in [0, 1]; for "none" `[C]`, where C − 1 is the highest class id that occurs.
 * @throws ShapeError - when the two are not `[N]` with the same N, or there are no examples.
 * @throws RangeError - when an entry is not a class id, or above 1 for "binary"; or `zeroDivision` is out of range.
 * @example recall(tensor([1, 1, 0, 0]), tensor([1, 0, 1, 1])) // => 1 / 3
 * @see Van Rijsbergen, Information Retrieval (1979), chapter 7. scikit-learn, metrics.recall_score.
 */
export function recall(predictions: Tensor, labels: Tensor, options: AverageOptions = {}): Tensor {
  return averageOverClasses("recall", { predictions, labels }, options, ({ truePositives, falseNegatives }) => [
    truePositives,
    truePositives.add(falseNegatives),
  ]);
}
