import { eye, tensor, type Tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { solve } from "#reference/04-linear-models/linear-system.ts";
import { lasso, ridge, softThreshold } from "#reference/04-linear-models/ridge-lasso.ts";

export default variants<typeof import("#reference/04-linear-models/ridge-lasso.ts")>({
  "the bias from the means, the threshold by two rectifiers": {
    ridge(input, targets, { gamma = 1 } = {}) {
      ridge(input, targets, { gamma }); // refuses what does not fit
      const [examples, features] = input.shape as [number, number];
      const [center, middle] = [input.mean(0), targets.mean()];
      const centred = input.sub(center);
      const matrix = centred.T.matmul(centred).add(eye(features).mul(examples * gamma));
      const weight = solve("ridge", matrix, targets.sub(middle).matmul(centred));
      return { weight, bias: middle.sub(center.matmul(weight)) };
    },
    softThreshold(values, threshold) {
      if (!(threshold >= 0)) throw new RangeError(`softThreshold: threshold is ${threshold}, expected at least 0.`);
      return values.sub(threshold).maximum(0).add(values.add(threshold).minimum(0));
    },
    lasso(input, targets, { gamma = 1, learningRate = 0.1, steps = 100 } = {}) {
      let { weight, bias }: { weight: Tensor; bias: Tensor } = lasso(input, targets, { gamma, steps: 0 }); // refuses
      const [gram, cross] = [input.T.matmul(input), targets.matmul(input)];
      const [sums, share] = [input.sum(0), learningRate / targets.size];
      for (let step = 0; step < steps; step++) {
        const slope = gram.matmul(weight).add(sums.mul(bias)).sub(cross);
        const pull = sums.matmul(weight).add(bias.mul(targets.size)).sub(targets.sum());
        weight = softThreshold(weight.sub(slope.mul(share)), learningRate * gamma);
        bias = bias.sub(pull.mul(tensor(share)));
      }
      return { weight, bias };
    },
  },
});
