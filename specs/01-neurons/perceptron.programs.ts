import type { Tensor } from "#tensor";

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
