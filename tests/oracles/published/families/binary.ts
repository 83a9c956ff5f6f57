/** scikit-learn's log loss where it has two classes: labels 0 and 1, and a column of probabilities or one for each class. */
import type { Tensor } from "#tensor";
import type { PublishedCase } from "../published-case.ts";
import { predictionsOf } from "./loss.ts";

export function isBinaryLogLoss({ op, inputs }: PublishedCase): boolean {
  if (op !== "sklearn.log_loss") return false;
  const [labels, probabilities, names] = ["y_true", "y_proba", "labels"].map((name) =>
    inputs.find((array) => array?.name === name),
  );
  const isTwo = probabilities!.shape.length === 1 || probabilities!.shape[1] === 2;
  return isTwo && !names && (labels?.data ?? [NaN]).every((label) => label === 0 || label === 1);
}

/** The probability of class 1 for each example. */
export function positiveProbabilities(item: PublishedCase): Tensor {
  const given = predictionsOf(item);
  return given.rank === 2 ? given.slice(null, 1) : given;
}
