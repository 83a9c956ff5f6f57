import { mistakes } from "#graders/spec/authoring.ts";
import {
  gaussianDropout,
  gaussianNoise,
  noisyLoss,
  noisyLossBackward,
} from "#reference/09-initialisation-and-regularisation/noise-injection.ts";
import { ones, Random, type Shape, tensor, type Tensor } from "#tensor";

type Module = typeof import("#reference/09-initialisation-and-regularisation/noise-injection.ts");

/** Additive noise that is drawn in another way. In evaluation, and for what is refused, it is the right one. */
const addedBy =
  (draw: (shape: Shape, random: Random, std: number, input: Tensor) => Tensor): Module["gaussianNoise"] =>
  (input, random, { std = 0.1, training = true } = {}) =>
    training && std > 0
      ? input.add(draw(input.shape, random, std, input))
      : gaussianNoise(input, random, { std, training });

/** Multiplicative noise with another factor. */
const multipliedBy =
  (factor: (shape: Shape, random: Random, p: number, input: Tensor) => Tensor): Module["gaussianDropout"] =>
  (input, random, { p = 0.5, training = true } = {}) =>
    training && p > 0 && p < 1
      ? input.mul(factor(input.shape, random, p, input))
      : gaussianDropout(input, random, { p, training });

/** A loss whose penalty is another. */
const penalisedBy =
  (penalty: (weight: Tensor, std: number, bias: Tensor, input: Tensor) => Tensor | number): Module["noisyLoss"] =>
  (input, weight, bias, targets, { std = 0.1 } = {}) => {
    noisyLoss(input, weight, bias, targets, { std });
    return noisyLoss(input, weight, bias, targets, { std: 0 }).add(penalty(weight, std, bias, input));
  };

/** Gradients whose decay is another. */
const decayedBy =
  (decay: (weight: Tensor, std: number, gradOutput: Tensor) => Tensor | number): Module["noisyLossBackward"] =>
  (input, weight, bias, targets, gradOutput, { std = 0.1 } = {}) => {
    const { gradWeight, gradBias } = noisyLossBackward(input, weight, bias, targets, gradOutput, { std: 0 });
    return { gradWeight: gradWeight.add(decay(weight, std, gradOutput)), gradBias };
  };

export default mistakes<Module>({
  "variance for the standard deviation": {
    looksLike: "σ² is used as the standard deviation of the additive noise.",
    reread: "y_i = x_i + σ ε_i",
    gaussianNoise: addedBy((shape, random, std) => random.normal(shape, 0, std ** 2)),
  },
  "standard deviation for the variance": {
    looksLike: "The root of σ is used as the standard deviation of the additive noise.",
    reread: "y_i = x_i + σ ε_i",
    gaussianNoise: addedBy((shape, random, std) => random.normal(shape, 0, Math.sqrt(std))),
  },
  "uniform noise": {
    looksLike: "The additive noise is uniform, between 0 and σ.",
    reread: "y_i = x_i + σ ε_i with ε_i standard normal",
    gaussianNoise: addedBy((shape, random, std) => random.uniform(shape, 0, std)),
  },
  "uniform noise of the right variance": {
    looksLike: "The additive noise has the right mean and variance, but is uniform.",
    reread: "ε_i standard normal",
    gaussianNoise: addedBy((shape, random, std) => random.uniform(shape, -Math.sqrt(3) * std, Math.sqrt(3) * std)),
  },
  "noise in proportion to the input": {
    looksLike: "The additive noise is multiplied by the input.",
    reread: "y_i = x_i + σ ε_i",
    gaussianNoise: addedBy((shape, random, std, input) => random.normal(shape, 0, std).mul(input)),
  },
  "one noise for all rows": {
    looksLike: "One row of noise is drawn and added to all rows.",
    reread: "added to each entry by itself",
    gaussianNoise: addedBy((shape, random, std) => random.normal(shape.slice(-1), 0, std)),
  },
  "one noise for each row": {
    looksLike: "One number is drawn for a whole row.",
    reread: "added to each entry by itself",
    gaussianNoise: addedBy((shape, random, std) => random.normal([...shape.slice(0, -1), 1], 0, std)),
  },
  "same noise in every call": {
    looksLike: "The noise is the same in every call: it is drawn from a generator that starts anew.",
    reread: "drawn anew in every call",
    gaussianNoise: addedBy((shape, random, std) => new Random(random.seed).normal(shape, 0, std)),
  },
  "noise in evaluation": {
    looksLike: "Additive noise is also there in evaluation.",
    reread: "y = x in evaluation",
    gaussianNoise: (input, random, { std = 0.1 } = {}) => gaussianNoise(input, random, { std }),
  },
  "any strength allowed": {
    looksLike: "A standard deviation below 0 is used by its size.",
    reread: "options.std: at least 0",
    gaussianNoise: (input, random, { std = 0.1, training = true } = {}) =>
      gaussianNoise(input, random, { std: Math.abs(std), training }),
  },
  "p for the standard deviation": {
    looksLike: "p itself is the standard deviation of the factor.",
    reread: "σ² = p / (1 − p)",
    gaussianDropout: multipliedBy((shape, random, p) => random.normal(shape, 1, p)),
  },
  "no root": {
    looksLike: "p / (1 − p) is used as the standard deviation of the factor; it is the variance.",
    reread: "σ² = p / (1 − p)",
    gaussianDropout: multipliedBy((shape, random, p) => random.normal(shape, 1, p / (1 - p))),
  },
  "variance of a coin": {
    looksLike: "The factor has the variance p (1 − p) of a coin, which is that of dropout before it is scaled.",
    reread: "σ² = p / (1 − p)",
    gaussianDropout: multipliedBy((shape, random, p) => random.normal(shape, 1, Math.sqrt(p * (1 - p)))),
  },
  "p is the share kept": {
    looksLike: "p is taken for the share that is kept: the variance is (1 − p) / p.",
    reread: "σ² = p / (1 − p)",
    gaussianDropout: multipliedBy((shape, random, p) => random.normal(shape, 1, Math.sqrt((1 - p) / p))),
  },
  "factor with mean 0": {
    looksLike: "The factor has mean 0, so that nothing of the input is left on average.",
    reread: "y_i = x_i (1 + σ ε_i)",
    gaussianDropout: multipliedBy((shape, random, p) => random.normal(shape, 0, Math.sqrt(p / (1 - p)))),
  },
  "added, not multiplied": {
    looksLike: "The noise is added to the input, whatever its size.",
    reread: "y_i = x_i (1 + σ ε_i)",
    gaussianDropout: (input, random, { p = 0.5, training = true } = {}) =>
      p >= 0 && p < 1 && training
        ? input.add(random.normal(input.shape, 0, Math.sqrt(p / (1 - p))))
        : gaussianDropout(input, random, { p, training }),
  },
  "dropout itself": {
    looksLike: "Entries are dropped, or kept and scaled: that is dropout, with the same mean and variance.",
    reread: "ε_i standard normal",
    gaussianDropout: multipliedBy((shape, random, p) => random.bernoulli(shape, 1 - p).div(1 - p)),
  },
  "noise of no account": {
    looksLike: "The noise does not appear in the loss.",
    reread: "E[L] = (1/N) Σ_n (w · x_n + b − y_n)² + σ² Σ_d w_d²",
    noisyLoss: penalisedBy(() => 0),
  },
  "standard deviation not squared": {
    looksLike: "The penalty is σ ‖w‖²: σ is not squared.",
    reread: "σ² Σ_d w_d²",
    noisyLoss: penalisedBy((weight, std) => weight.square().sum().mul(std)),
  },
  "length of the weights": {
    looksLike: "The penalty is σ² ‖w‖: the length is not squared.",
    reread: "σ² Σ_d w_d²",
    noisyLoss: penalisedBy((weight, std) =>
      weight
        .square()
        .sum()
        .sqrt()
        .mul(std ** 2),
    ),
  },
  "half the penalty": {
    looksLike: "The penalty is halved, as in weight decay.",
    reread: "σ² Σ_d w_d²: no ½",
    noisyLoss: penalisedBy((weight, std) =>
      weight
        .square()
        .sum()
        .mul(std ** 2 / 2),
    ),
  },
  "mean over the weights": {
    looksLike: "The penalty is averaged over the features; each of them brings noise of its own.",
    reread: "σ² Σ_d w_d²",
    noisyLoss: penalisedBy((weight, std) =>
      weight
        .square()
        .mean()
        .mul(std ** 2),
    ),
  },
  "sum of the weights": {
    looksLike: "The penalty is σ² (Σ w)², as if all features had the same noise.",
    reread: "σ² Σ_d w_d²: the features' noises are independent",
    noisyLoss: penalisedBy((weight, std) =>
      weight
        .sum()
        .square()
        .mul(std ** 2),
    ),
  },
  "bias penalised": {
    looksLike: "The bias is in the penalty, though no noise goes through it.",
    reread: "σ² Σ_d w_d²",
    noisyLoss: penalisedBy((weight, std, bias) =>
      weight
        .square()
        .sum()
        .add(bias.square())
        .mul(std ** 2),
    ),
  },
  "targets broadcast": {
    looksLike: "A column of targets is broadcast against the predictions.",
    reread: "targets: [N] y",
    noisyLoss: (input, weight, bias, targets, { std = 0.1 } = {}) => {
      noisyLoss(input, weight, bias, input.matmul(weight), { std });
      const errors = input.matmul(weight).add(bias).sub(targets);
      return errors
        .square()
        .mean()
        .add(
          weight
            .square()
            .sum()
            .mul(std ** 2),
        );
    },
  },
  "gradient without noise": {
    looksLike: "The gradient is that of the loss without noise.",
    reread: "∂L/∂w = (2/N) Σ_n e_n x_n + 2 σ² w",
    noisyLossBackward: decayedBy(() => 0),
  },
  "gradient of the penalty without the 2": {
    looksLike: "The penalty's gradient is σ² w; the 2 that the square brings down is missing.",
    reread: "∂L/∂w = (2/N) Σ_n e_n x_n + 2 σ² w",
    noisyLossBackward: decayedBy((weight, std, gradOutput) => weight.mul(std ** 2).mul(gradOutput)),
  },
  "gradient with σ not squared": {
    looksLike: "The penalty's gradient is 2 σ w: σ is not squared.",
    reread: "∂L/∂w = (2/N) Σ_n e_n x_n + 2 σ² w",
    noisyLossBackward: decayedBy((weight, std, gradOutput) => weight.mul(2 * std).mul(gradOutput)),
  },
  "upstream gradient forgotten in the penalty": {
    looksLike: "The penalty's part of the gradient is not multiplied by gradOutput.",
    reread: "gradOutput: the gradient with respect to the loss, a factor of every part",
    noisyLossBackward: decayedBy((weight, std) => weight.mul(2 * std ** 2)),
  },
  "upstream gradient ignored": {
    looksLike: "gradOutput is not used: the chain rule's other factor is missing.",
    reread: "gradOutput: the gradient with respect to the loss",
    noisyLossBackward: (input, weight, bias, targets, _gradOutput, options) =>
      noisyLossBackward(input, weight, bias, targets, ones([]), options),
  },
  "gradient summed": {
    looksLike: "The errors' part of the gradient is summed over the examples; the division by N is missing.",
    reread: "∂L/∂w = (2/N) Σ_n e_n x_n + 2 σ² w",
    noisyLossBackward: (input, weight, bias, targets, gradOutput, { std = 0.1 } = {}) => {
      const count = tensor(targets.size);
      const bare = noisyLossBackward(input, weight, bias, targets, gradOutput.mul(count), { std: 0 });
      return { gradWeight: bare.gradWeight.add(weight.mul(2 * std ** 2).mul(gradOutput)), gradBias: bare.gradBias };
    },
  },
  "bias decays": {
    looksLike: "The bias is pulled to 0 as the weights are.",
    reread: "∂L/∂b = (2/N) Σ_n e_n",
    noisyLossBackward: (input, weight, bias, targets, gradOutput, { std = 0.1 } = {}) => {
      const { gradWeight, gradBias } = noisyLossBackward(input, weight, bias, targets, gradOutput, { std });
      return { gradWeight, gradBias: gradBias.add(bias.mul(2 * std ** 2).mul(gradOutput)) };
    },
  },
});
