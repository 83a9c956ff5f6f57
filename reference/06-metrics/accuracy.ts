import { tensor, type Tensor } from "#tensor";
import { expectClassIds } from "#reference/06-metrics/expectations.ts";

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
 * @example accuracy(tensor([0, 2, 1, 3]), tensor([0, 1, 2, 3])) // => 0.5
 * @see scikit-learn, metrics.accuracy_score, which takes the labels first.
 */
export function accuracy(predictions: Tensor, labels: Tensor): Tensor {
  expectClassIds("accuracy", { predictions, labels });
  return predictions.equal(labels).mean();
}

/**
 * The accuracy of a model that looks at nothing and always names the most frequent class.
 *
 * `baseline = max_c N_c / N` with N_c examples of class c
 *
 * Where 99 of 100 patients are healthy it is 0.99. An accuracy says something only beside this number.
 *
 * @param labels - y, `[N]` true class ids, integers from 0.
 * @returns `[]`, in (0, 1].
 * @throws ShapeError - when `labels` is not `[N]`, or there are no examples.
 * @throws RangeError - when an entry is not a class id.
 * @example baselineAccuracy(tensor([0, 0, 2, 0])) // => 0.75
 * @see scikit-learn, dummy.DummyClassifier, strategy "most_frequent".
 */
export function baselineAccuracy(labels: Tensor): Tensor {
  expectClassIds("baselineAccuracy", { labels });
  return membership(labels).mean(0).max();
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
 * @example balancedAccuracy(tensor([0, 0, 0, 0]), tensor([0, 0, 0, 1])) // => 0.5
 * @see Brodersen et al., The balanced accuracy and its posterior distribution (2010). scikit-learn,
 *   metrics.balanced_accuracy_score.
 */
export function balancedAccuracy(predictions: Tensor, labels: Tensor): Tensor {
  expectClassIds("balancedAccuracy", { predictions, labels });
  const members = membership(labels);
  const right = predictions.equal(labels).matmul(members); // [N] · [N, K] -> [K]
  return right.div(members.sum(0)).mean();
}

/** 1 where the example of the row belongs to the class of the column: `[N, K]`, one column for each class that occurs. */
function membership(labels: Tensor): Tensor {
  return labels.expandDims(1).equal(tensor([...new Set(labels.data)]));
}
