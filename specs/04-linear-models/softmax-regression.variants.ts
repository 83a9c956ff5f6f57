import { concatenate, ones, tensor, Tensor, zeros } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { softmaxLoss } from "#reference/04-linear-models/softmax-regression.ts";

/** The logarithms of the probabilities, by the logarithm of the sum of powers. */
function logsOf(scores: Tensor): Tensor {
  const largest = scores.max(1, { keepDims: true });
  return scores.sub(largest.add(scores.sub(largest).exp().sum(1, { keepDims: true }).log()));
}

export default variants<typeof import("#reference/04-linear-models/softmax-regression.ts")>({
  "by logarithms, example by example": {
    predictProbabilities: (input, weight, bias) => logsOf(weight.matmul(input.T).T.add(bias)).exp(),
    softmaxLoss(input, weight, bias, labels) {
      softmaxLoss(input, weight, bias, labels); // refuses wrong labels
      const logs = logsOf(input.matmul(weight.T).add(bias));
      return tensor(-labels.data.reduce((sum, label, n) => sum + logs.at(n, label), 0) / labels.size);
    },
    softmaxLossBackward(input, weight, bias, labels, gradOutput) {
      const [classes, features] = weight.shape as [number, number];
      const [gradWeight, gradBias] = [new Float64Array(weight.size), new Float64Array(classes)];
      const probabilities = logsOf(input.matmul(weight.T).add(bias)).exp();
      for (const [n, label] of labels.data.entries()) {
        for (let c = 0; c < classes; c++) {
          const pull = ((probabilities.at(n, c) - (label === c ? 1 : 0)) * gradOutput.item()) / labels.size;
          gradBias[c]! += pull;
          for (let d = 0; d < features; d++) gradWeight[c * features + d]! += pull * input.at(n, d);
        }
      }
      return { gradWeight: new Tensor(gradWeight, weight.shape), gradBias: new Tensor(gradBias, bias.shape) };
    },
    fit(input, labels, classes, { learningRate = 0.1, steps = 100 } = {}) {
      const [examples, features] = input.shape as [number, number];
      softmaxLoss(input, zeros([classes, features]), zeros([classes]), labels); // refuses wrong labels
      const design = concatenate([input, ones([examples, 1])], 1);
      const rows = tensor(
        Array.from(labels.data, (label) => Array.from({ length: classes }, (_, c) => Number(c === label))),
      );
      let theta = zeros([features + 1, classes]);
      for (let step = 0; step < steps; step++) {
        const errors = logsOf(design.matmul(theta)).exp().sub(rows);
        theta = theta.sub(design.T.matmul(errors).mul(learningRate / examples));
      }
      return { weight: theta.slice([0, features]).T, bias: theta.slice(features) };
    },
  },
});
