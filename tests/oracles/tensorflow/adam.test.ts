import { beforeAll, describe, it } from "vitest";
import { Adam } from "#reference/08-optimisers/adam.ts";
import type { Tensor } from "#tensor";
import { draws, expectAgreement, loadTensorFlow, toTf, type TensorFlow } from "./tensorflow.ts";

let tf: TensorFlow;
beforeAll(async () => {
  tf = await loadTensorFlow();
});

describe("Adam agrees with TensorFlow.js", () => {
  it("after each of 12 steps of two parameters", () => {
    for (const { seed, draw } of draws) {
      const drawn = draw();
      const options = {
        learningRate: 0.1,
        beta1: drawn.pick([0.5, 0.9]),
        beta2: drawn.pick([0.75, 0.99]),
        epsilon: 0.01,
      };
      let parameters: Tensor[] = [drawn.tensor([drawn.size()]), drawn.tensor([drawn.size(2), drawn.size()])];
      const names = parameters.map((_, index) => `seed ${seed}, parameter ${index}`);
      const variables = parameters.map((parameter, index) => tf.variable(toTf(tf, parameter), true, names[index]));
      const { learningRate, beta1, beta2, epsilon } = options;
      const [adam, oracle] = [new Adam(options), tf.train.adam(learningRate, beta1, beta2, epsilon)];
      for (let time = 1; time <= 12; time++) {
        const gradients = parameters.map(({ shape }) => drawn.tensor(shape));
        parameters = adam.step(parameters, gradients);
        oracle.applyGradients(
          gradients.map((gradient, index) => ({ name: names[index]!, tensor: toTf(tf, gradient) })),
        );
        for (const [index, parameter] of parameters.entries()) {
          expectAgreement(`step ${time}, ${names[index]}`, parameter, variables[index]!);
        }
      }
    }
  });
});
