import { concatenate, ones, Tensor, tensor, zeros } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { logisticLoss } from "#reference/04-linear-models/logistic-regression.ts";

export default variants<typeof import("#reference/04-linear-models/logistic-regression.ts")>({
  "sigmoid by tanh, loss by margins": {
    predictProbability: (input, weight, bias) => input.matmul(weight).add(bias).div(2).tanh().add(1).div(2),
    logisticLoss: (input, weight, bias, labels) => {
      logisticLoss(input, weight, bias, labels); // refuses wrong labels
      const margins = input.matmul(weight).add(bias).mul(labels.mul(2).sub(1)); // positive where the class is right
      return margins.map((m) => (m > 0 ? Math.log1p(Math.exp(-m)) : Math.log1p(Math.exp(m)) - m)).mean();
    },
  },
  "the bias as weight of a feature that is always 1": {
    fit: (input, labels, { learningRate = 0.1, steps = 100 } = {}) => {
      const [examples, features] = input.shape as readonly [number, number];
      logisticLoss(input, zeros([features]), tensor(0), labels); // refuses wrong labels
      const design = concatenate([input, ones([examples, 1])], 1);
      let weight = new Tensor(new Float64Array(features + 1), [features + 1]);
      for (let step = 0; step < steps; step++) {
        const probability = design.matmul(weight).neg().exp().add(1).pow(-1);
        weight = weight.sub(design.T.matmul(probability.sub(labels)).mul(learningRate / examples));
      }
      return { weight: weight.slice([0, features]), bias: tensor(weight.at(features)) };
    },
  },
  "gradients added up example by example": {
    logisticLossBackward: (input, weight, bias, labels, gradOutput) => {
      const gradWeight = weight.data.map(() => 0);
      let gradBias = 0;
      for (const [n, label] of labels.data.entries()) {
        const z = input.slice(n).matmul(weight).add(bias).item();
        const pull = (gradOutput.item() * (1 / (1 + Math.exp(-z)) - label)) / labels.size;
        for (const d of gradWeight.keys()) gradWeight[d]! += pull * input.at(n, d);
        gradBias += pull;
      }
      return { gradWeight: new Tensor(gradWeight, weight.shape), gradBias: tensor(gradBias) };
    },
  },
});
