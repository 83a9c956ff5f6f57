import { NotStarted, type Tensor } from "#tensor";

/**
 * The fraction of examples that are classified correctly.
 *
 * `accuracy = (1/N) Σ_n 1[ŷ_n = y_n]`
 *
 * @param predictions - ŷ, `[N]` predicted class ids, integers from 0.
 * @param labels - y, `[N]` true class ids, integers from 0.
 * @returns `[]`, in [0, 1].
 * @throws ShapeError - when the two are not `[N]` with the same N, or there are no examples.
 * @throws RangeError - when an entry is not a class id.
 */
export function accuracy(predictions: Tensor, labels: Tensor): Tensor {
  throw new NotStarted();
}

/**
 * The accuracy of a model that looks at nothing and always names the most frequent class.
 *
 * `baseline = max_c N_c / N` with N_c examples of class c
 *
 * @param labels - y, `[N]` true class ids, integers from 0.
 * @returns `[]`, in (0, 1].
 * @throws ShapeError - when `labels` is not `[N]`, or there are no examples.
 * @throws RangeError - when an entry is not a class id.
 */
export function baselineAccuracy(labels: Tensor): Tensor {
  throw new NotStarted();
}

/**
 * Accuracy in which every class weighs the same, however rare it is.
 *
 * `balanced = (1/K) Σ_c (1/N_c) Σ_{n: y_n = c} 1[ŷ_n = c]` over the K classes that occur among the labels
 *
 * A model that always names one class gets 1/K. A class that is predicted but is the label of no example is left out: it
 * has no fraction of right answers, and what was wrongly called by its name already counts against the true classes.
 *
 * @param predictions - ŷ, `[N]` predicted class ids, integers from 0.
 * @param labels - y, `[N]` true class ids, integers from 0.
 * @returns `[]`, in [0, 1].
 * @throws ShapeError - when the two are not `[N]` with the same N, or there are no examples.
 * @throws RangeError - when an entry is not a class id.
 */
export function balancedAccuracy(predictions: Tensor, labels: Tensor): Tensor {
  throw new NotStarted();
}
