import { beforeAll, describe, it } from "vitest";
import {
  elasticNet,
  elasticNetBackward,
  l1Penalty,
  l1PenaltyBackward,
  l2Penalty,
  l2PenaltyBackward,
} from "#reference/03-losses/penalties.ts";
import { tensor, type Tensor } from "#tensor";
import { differentiate, draws, expectAgreement, loadTensorFlow, type TensorFlow, type TfTensor } from "./tensorflow.ts";

let tf: TensorFlow;
beforeAll(async () => {
  tf = await loadTensorFlow();
});

interface Penalty {
  readonly value: (weights: Tensor) => Tensor;
  readonly gradient: (weights: Tensor, gradOutput: Tensor) => Tensor;
  readonly oracle: (weights: TfTensor) => TfTensor;
}

/** The regularisers of tfjs-layers: their L2 part is without the half. */
const regulariser = (l1: number, l2: number) => (weights: TfTensor) => tf.regularizers.l1l2({ l1, l2 }).apply(weights);

const penalties: { readonly [name: string]: Penalty } = {
  l1Penalty: {
    value: (weights) => l1Penalty(weights, { gamma: 0.25 }),
    gradient: (weights, grad) => l1PenaltyBackward(weights, grad, { gamma: 0.25 }),
    oracle: regulariser(0.25, 0),
  },
  l2Penalty: {
    value: (weights) => l2Penalty(weights, { gamma: 0.25 }),
    gradient: (weights, grad) => l2PenaltyBackward(weights, grad, { gamma: 0.25 }),
    oracle: regulariser(0, 0.125),
  },
  elasticNet: {
    value: (weights) => elasticNet(weights, { gamma: 2, l1Ratio: 0.25 }),
    gradient: (weights, grad) => elasticNetBackward(weights, grad, { gamma: 2, l1Ratio: 0.25 }),
    oracle: regulariser(0.5, 0.75),
  },
};

describe("penalties agree with TensorFlow.js", () => {
  it.each(Object.entries(penalties))("%s: value and gradient", (name, { value, gradient, oracle }) => {
    for (const { seed, draw } of draws) {
      const drawn = draw();
      const [weights, gradOutput] = [drawn.tensor([drawn.size(2), drawn.size()]), tensor(drawn.number())];
      const expected = differentiate(tf, oracle, [weights], gradOutput);
      expectAgreement(`${name} (seed ${seed})`, value(weights), expected.value);
      expectAgreement(`gradient of ${name} (seed ${seed})`, gradient(weights, gradOutput), expected.gradients[0]!);
    }
  });
});
