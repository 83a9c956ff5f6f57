import { tensor, zeros, type Tensor } from "#tensor";

type PerceptronModule = typeof import("#reference/01-neurons/perceptron.ts");

/** How many corrections training had left to the bound that a separating perceptron gives. */
export function unusedMistakes(
  { trainPerceptron, mistakeBound }: PerceptronModule,
  inputs: Tensor,
  targets: Tensor,
  weight: Tensor,
  bias: Tensor,
): Tensor {
  const { mistakes } = trainPerceptron(inputs, targets, { maxEpochs: 1000 });
  return mistakeBound({ weight, bias }, inputs, targets).sub(mistakes);
}

/** The weight after training, or after one step from weights of 0 with the first example. */
export function learnedWeight(
  { perceptronStep, trainPerceptron }: PerceptronModule,
  by: "step" | "training",
  inputs: Tensor,
  targets: Tensor,
): Tensor {
  if (by === "training") return trainPerceptron(inputs, targets).weight;
  const start = { weight: zeros([inputs.shape[1]!]), bias: tensor(0) };
  return perceptronStep(start, inputs.slice(0), targets.slice(0)).weight;
}
