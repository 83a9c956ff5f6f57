import type { Tensor } from "#tensor";
import type { FitOptions } from "#reference/04-linear-models/logistic-regression.ts";

type Module = typeof import("#reference/04-linear-models/logistic-regression.ts");

/** Fits the training examples and says for each test example which class is the likelier. */
export function learnAndPredict(
  { fit, predictProbability }: Module,
  trainInput: Tensor,
  trainLabels: Tensor,
  testInput: Tensor,
  options?: FitOptions,
): Tensor {
  const { weight, bias } = fit(trainInput, trainLabels, options);
  return predictProbability(testInput, weight, bias).greater(0.5);
}
