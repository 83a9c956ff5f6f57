import type { Tensor } from "#tensor";
import type { FitOptions } from "#reference/04-linear-models/softmax-regression.ts";

type Module = typeof import("#reference/04-linear-models/softmax-regression.ts");

/** Fits the training examples and says how likely each class is for each test example. */
export function learnAndPredict(
  { fit, predictProbabilities }: Module,
  trainInput: Tensor,
  trainLabels: Tensor,
  testInput: Tensor,
  options?: FitOptions,
): Tensor {
  const { weight, bias } = fit(trainInput, trainLabels, 3, options);
  return predictProbabilities(testInput, weight, bias);
}
