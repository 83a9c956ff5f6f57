import { where } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import {
  elasticNet,
  elasticNetBackward,
  l1Penalty,
  l1PenaltyBackward,
  l2Penalty,
  l2PenaltyBackward,
} from "#reference/03-losses/penalties.ts";

export default mistakes<typeof import("#reference/03-losses/penalties.ts")>({
  "signs kept": {
    looksLike: "Positive and negative weights cancel: the absolute value is missing.",
    reread: "Ω = γ Σ_i |w_i|",
    l1Penalty: (weights, { gamma = 1 } = {}) => weights.sum().mul(gamma),
  },
  "mean for sum": {
    looksLike: "The mean over the weights is taken, not their sum.",
    reread: "γ Σ_i |w_i| and γ/2 Σ_i w_i²: sums",
    l1Penalty: (weights, options) => l1Penalty(weights, options).div(weights.size),
    l2Penalty: (weights, options) => l2Penalty(weights, options).div(weights.size),
    elasticNet: (weights, options) => elasticNet(weights, options).div(weights.size),
  },
  "gamma left out": {
    looksLike: "The strength gamma that was asked for is ignored; 1 is used.",
    reread: "options.gamma: γ",
    l1Penalty: (weights) => l1Penalty(weights),
    l2Penalty: (weights) => l2Penalty(weights),
  },
  "squares not halved": {
    looksLike: "The ½ of the L2 penalty is missing, as in Keras.",
    reread: "Ω = γ/2 Σ_i w_i²",
    l2Penalty: (...args) => l2Penalty(...args).mul(2),
  },
  "root taken": {
    looksLike: "The root of the sum of squares is taken: the norm of the weights, not its square.",
    reread: "Ω = γ/2 Σ_i w_i²",
    l2Penalty: (weights, { gamma = 1 } = {}) =>
      weights
        .square()
        .sum()
        .sqrt()
        .mul(gamma / 2),
  },
  "both penalties in full": {
    looksLike: "Both penalties are added in full strength: the shares ρ and 1 − ρ are missing.",
    reread: "γ ( ρ Σ_i |w_i| + (1 − ρ)/2 Σ_i w_i² )",
    elasticNet: (weights, { gamma = 1, l1Ratio = 0.5 } = {}) => {
      elasticNet(weights, { gamma, l1Ratio });
      return l1Penalty(weights, { gamma }).add(l2Penalty(weights, { gamma }));
    },
  },
  "ratio of the L2 part": {
    looksLike: "The ratio is taken for the share of the L2 part: ρ and 1 − ρ have changed places.",
    reread: "γ ( ρ Σ_i |w_i| + (1 − ρ)/2 Σ_i w_i² ): ρ belongs to L1",
    elasticNet: (weights, { gamma = 1, l1Ratio = 0.5 } = {}) => elasticNet(weights, { gamma, l1Ratio: 1 - l1Ratio }),
  },
  "squares of the elastic net not halved": {
    looksLike: "In the elastic net the squares are not halved.",
    reread: "(1 − ρ)/2 Σ_i w_i²",
    elasticNet: (weights, { gamma = 1, l1Ratio = 0.5 } = {}) => {
      elasticNet(weights, { gamma, l1Ratio });
      return l1Penalty(weights, { gamma: gamma * l1Ratio }).add(
        l2Penalty(weights, { gamma: 2 * gamma * (1 - l1Ratio) }),
      );
    },
  },
  "ratio not looked at": {
    looksLike: "A strength or a ratio out of range is taken: one part of the penalty turns into a reward.",
    reread: "options.l1Ratio: ρ in [0, 1]; options.gamma: at least 0",
    elasticNet: (weights, { gamma = 1, l1Ratio = 0.5 } = {}) => {
      const mixed = weights
        .abs()
        .mul(l1Ratio)
        .add(weights.square().mul((1 - l1Ratio) / 2));
      return mixed.sum().mul(gamma);
    },
  },
  "pull at zero": {
    looksLike: "A weight of exactly 0 is pulled as if it were positive.",
    reread: "∂Ω/∂w_i = γ sign(w_i), with sign(0) = 0",
    l1PenaltyBackward: (weights, gradOutput, { gamma = 1 } = {}) =>
      where(weights.greaterEqual(0), gamma, -gamma).mul(gradOutput),
  },
  "same pull on every weight": {
    looksLike: "Every weight is pulled down, negative ones too: the sign is missing.",
    reread: "∂Ω/∂w_i = γ sign(w_i)",
    l1PenaltyBackward: (...args) => l1PenaltyBackward(...args).abs(),
  },
  "gradOutput ignored": {
    looksLike: "The gradient is returned without gradOutput: the chain rule's other factor is missing.",
    reread: "gradOutput: the gradient with respect to the penalty, a factor of every entry",
    l1PenaltyBackward: (weights, gradOutput, options) => l1PenaltyBackward(weights, gradOutput.mul(0).add(1), options),
    l2PenaltyBackward: (weights, gradOutput, options) => l2PenaltyBackward(weights, gradOutput.mul(0).add(1), options),
    elasticNetBackward: (weights, gradOutput, options) =>
      elasticNetBackward(weights, gradOutput.mul(0).add(1), options),
  },
  "gradient with a 2": {
    looksLike: "The gradient of the L2 penalty is 2 γ w, that of a penalty without the ½.",
    reread: "∂Ω/∂w_i = γ w_i",
    l2PenaltyBackward: (...args) => l2PenaltyBackward(...args).mul(2),
  },
  "gradient with the ½": {
    looksLike: "The gradient of the L2 penalty is γ/2 w: the 2 that the square brings down is missing.",
    reread: "∂Ω/∂w_i = γ w_i",
    l2PenaltyBackward: (...args) => l2PenaltyBackward(...args).div(2),
  },
  "L1 part without its sign": {
    looksLike: "In the gradient of the elastic net the L1 part has the same sign for every weight.",
    reread: "∂Ω/∂w_i = γ ( ρ sign(w_i) + (1 − ρ) w_i )",
    elasticNetBackward: (weights, gradOutput, { gamma = 1, l1Ratio = 0.5 } = {}) =>
      weights
        .mul(1 - l1Ratio)
        .add(l1Ratio)
        .mul(gamma)
        .mul(gradOutput),
  },
  "ratio exchanged in the gradient": {
    looksLike: "In the gradient the ratio is taken for the share of the L2 part.",
    reread: "∂Ω/∂w_i = γ ( ρ sign(w_i) + (1 − ρ) w_i )",
    elasticNetBackward: (weights, gradOutput, { gamma = 1, l1Ratio = 0.5 } = {}) =>
      elasticNetBackward(weights, gradOutput, { gamma, l1Ratio: 1 - l1Ratio }),
  },
  "gradient of the elastic net with a 2": {
    looksLike: "In the gradient of the elastic net the L2 part is twice what it should be.",
    reread: "∂Ω/∂w_i = γ ( ρ sign(w_i) + (1 − ρ) w_i )",
    elasticNetBackward: (weights, gradOutput, { gamma = 1, l1Ratio = 0.5 } = {}) =>
      l1PenaltyBackward(weights, gradOutput, { gamma: gamma * l1Ratio }).add(
        l2PenaltyBackward(weights, gradOutput, { gamma: 2 * gamma * (1 - l1Ratio) }),
      ),
  },
});
