import { concatenate, ones, tensor, zeros, type Tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { mistakeBound, perceptronStep, trainPerceptron } from "#reference/01-neurons/perceptron.ts";

export default variants<typeof import("#reference/01-neurons/perceptron.ts")>({
  "bias as the last weight": {
    trainPerceptron: (inputs, targets, options = {}) => {
      trainPerceptron(inputs, targets, options); // refuses what is no training set
      const { learningRate = 1, maxEpochs = 100 } = options;
      const [count, dimensions] = inputs.shape as [number, number];
      const extended = concatenate([inputs, ones([count, 1])], 1);
      let weights: Tensor = zeros([dimensions + 1]);
      let mistakes = 0;
      let epochs = 0;
      let converged = false;
      while (!converged && epochs < maxEpochs) {
        epochs++;
        converged = true;
        for (const [p, target] of targets.data.entries()) {
          const fires = weights.matmul(extended.slice(p)).item() > 0;
          if (fires === (target === 1)) continue;
          weights = weights.add(extended.slice(p).mul(fires ? -learningRate : learningRate));
          converged = false;
          mistakes++;
        }
      }
      const bias = weights.slice(dimensions);
      return { weight: weights.slice([0, dimensions]), bias, converged, epochs, mistakes };
    },
  },
  "corrections by cases": {
    perceptronStep: ({ weight, bias }, input, target, options = {}) => {
      perceptronStep({ weight, bias }, input, target, options); // refuses what is no target
      const { learningRate = 1 } = options;
      const fires = input.data.reduce((z, x, d) => z + x * weight.at(d), bias.item()) > 0;
      if (fires && target.item() === 0)
        return { weight: weight.sub(input.mul(learningRate)), bias: bias.sub(learningRate) };
      if (!fires && target.item() === 1)
        return { weight: weight.add(input.mul(learningRate)), bias: bias.add(learningRate) };
      return { weight, bias };
    },
    mistakeBound: (perceptron, inputs, targets) => {
      mistakeBound(perceptron, inputs, targets); // refuses what has no bound
      const { weight, bias } = perceptron;
      const size = weight.square().sum().item() + bias.item() ** 2;
      const radius = Math.max(...inputs.square().sum(1).data) + 1;
      const smallest = Math.min(...inputs.matmul(weight).add(bias).abs().data);
      return tensor((radius * size) / smallest ** 2);
    },
  },
});
