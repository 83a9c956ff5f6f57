import { tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { elasticNet, l1Penalty, l2Penalty } from "#reference/03-losses/penalties.ts";

export default variants<typeof import("#reference/03-losses/penalties.ts")>({
  "a loop over the weights": {
    l1Penalty: (weights, { gamma = 1 } = {}) => {
      l1Penalty(weights, { gamma }); // refuses a negative strength
      return tensor(weights.data.reduce((sum, w) => sum + gamma * Math.abs(w), 0));
    },
    l2Penalty: (weights, { gamma = 1 } = {}) => {
      l2Penalty(weights, { gamma }); // refuses a negative strength
      return tensor(weights.data.reduce((sum, w) => sum + (gamma / 2) * w ** 2, 0));
    },
  },
  "one sum for both parts": {
    elasticNet: (weights, { gamma = 1, l1Ratio = 0.5 } = {}) => {
      elasticNet(weights, { gamma, l1Ratio });
      const size = weights.abs();
      return size
        .mul(size.mul((1 - l1Ratio) / 2).add(l1Ratio))
        .sum()
        .mul(gamma);
    },
    elasticNetBackward: (weights, gradOutput, { gamma = 1, l1Ratio = 0.5 } = {}) =>
      weights
        .sign()
        .mul(l1Ratio)
        .add(weights.mul(1 - l1Ratio))
        .mul(gradOutput.mul(gamma)),
  },
  "slopes weight by weight": {
    l1PenaltyBackward: (weights, gradOutput, { gamma = 1 } = {}) =>
      weights.map((w) => (w === 0 ? 0 : gradOutput.item() * (w > 0 ? gamma : -gamma))),
    l2PenaltyBackward: (weights, gradOutput, { gamma = 1 } = {}) => weights.map((w) => gradOutput.item() * gamma * w),
  },
});
