import type { Tensor } from "#tensor";

type BooleanNetwork = typeof import("#reference/01-neurons/boolean-network.ts");

/** What the network that the student builds for a truth table gives for each row of zeros and ones `[N, n]`. */
export function builtOutputs({ buildNetwork }: BooleanNetwork, truthTable: Tensor, input: Tensor): Tensor {
  const { hiddenWeight, hiddenBias, outputWeight, outputBias } = buildNetwork(truthTable);
  const hidden = input.matmul(hiddenWeight.T).add(hiddenBias).greater(0);
  return hidden.matmul(outputWeight).add(outputBias).greater(0);
}

/** The same, with the student's own evaluation. */
export function answers({ buildNetwork, evaluateNetwork }: BooleanNetwork, truthTable: Tensor, input: Tensor): Tensor {
  return evaluateNetwork(buildNetwork(truthTable), input);
}
