import { mistakes } from "#graders/spec/authoring.ts";
import {
  adaptiveStep,
  decayedMinimum,
  weightDecayStep,
} from "#reference/09-initialisation-and-regularisation/weight-decay.ts";
import type { Tensor } from "#tensor";

type Module = typeof import("#reference/09-initialisation-and-regularisation/weight-decay.ts");

/** A step whose weights change by another rule. What the right one refuses, it refuses. */
const weightsBy =
  (rule: (weight: Tensor, gradient: Tensor, rate: number, decay: number) => Tensor): Module["weightDecayStep"] =>
  (parameters, gradients, { learningRate = 0.1, decay = 0.01 } = {}) => ({
    bias: weightDecayStep(parameters, gradients, { learningRate, decay }).bias,
    weight: rule(parameters.weight, gradients.weight, learningRate, decay),
  });

/** A decayed minimum in which each entry is w* times another share. */
const shareBy =
  (share: (curvature: Tensor, decay: number) => Tensor): Module["decayedMinimum"] =>
  (minimum, curvature, { decay = 0.01 } = {}) => {
    decayedMinimum(minimum, curvature, { decay });
    return minimum.mul(share(curvature, decay));
  };

export default mistakes<Module>({
  "bias decays too": {
    looksLike: "The bias decays like the weights.",
    reread: "b ← b − η g_b",
    weightDecayStep: (parameters, gradients, options) => ({
      weight: weightDecayStep(parameters, gradients, options).weight,
      bias: weightDecayStep(
        { weight: parameters.bias, bias: parameters.bias },
        { weight: gradients.bias, bias: gradients.bias },
        options,
      ).weight,
    }),
  },
  "only the bias decays": {
    looksLike: "The bias decays and the weights don't.",
    reread: "w ← (1 − η λ) w − η g, b ← b − η g_b",
    weightDecayStep: (parameters, gradients, { learningRate = 0.1, decay = 0.01 } = {}) => {
      weightDecayStep(parameters, gradients, { learningRate, decay });
      const { weight, bias } = parameters;
      return {
        weight: weight.sub(gradients.weight.mul(learningRate)),
        bias: bias.mul(1 - learningRate * decay).sub(gradients.bias.mul(learningRate)),
      };
    },
  },
  "no learning rate in the decay": {
    looksLike: "The weights shrink by the share λ in every step; η is missing there.",
    reread: "w ← (1 − η λ) w − η g",
    weightDecayStep: weightsBy((weight, gradient, rate, decay) => weight.mul(1 - decay).sub(gradient.mul(rate))),
  },
  "twice the decay": {
    looksLike: "The weights shrink by 2 η λ: the penalty is taken without its ½.",
    reread: "the penalty λ/2 Σ w², whose gradient is λ w",
    weightDecayStep: weightsBy((weight, gradient, rate, decay) =>
      weight.mul(1 - 2 * rate * decay).sub(gradient.mul(rate)),
    ),
  },
  "decay with the wrong sign": {
    looksLike: "The weights grow: the decay is added.",
    reread: "w ← (1 − η λ) w − η g: minus",
    weightDecayStep: weightsBy((weight, gradient, rate, decay) => weight.mul(1 + rate * decay).sub(gradient.mul(rate))),
  },
  "constant pull": {
    looksLike: "Each weight is moved towards 0 by η λ, whatever its size: that is the L1 penalty.",
    reread: "w ← (1 − η λ) w − η g: a share of w",
    weightDecayStep: weightsBy((weight, gradient, rate, decay) =>
      weight.sub(gradient.mul(rate)).sub(weight.sign().mul(rate * decay)),
    ),
  },
  "decay after the step": {
    looksLike: "The weights move first and shrink then, so that the gradient is shrunk as well.",
    reread: "w ← (1 − η λ) w − η g: the w before the step shrinks",
    weightDecayStep: weightsBy((weight, gradient, rate, decay) => weight.sub(gradient.mul(rate)).mul(1 - rate * decay)),
  },
  climbs: {
    looksLike: "The gradient is added: the loss grows.",
    reread: "w ← (1 − η λ) w − η g",
    weightDecayStep: weightsBy((weight, gradient, rate, decay) => weight.mul(1 - rate * decay).add(gradient.mul(rate))),
  },
  "any decay allowed": {
    looksLike: "A decay below 0 is used, and the weights grow.",
    reread: "options.decay: λ at least 0",
    weightDecayStep: ({ weight, bias }, gradients, { learningRate = 0.1, decay = 0.01 } = {}) => ({
      weight: weight.mul(1 - learningRate * decay).sub(gradients.weight.mul(learningRate)),
      bias: bias.sub(gradients.bias.mul(learningRate)),
    }),
  },
  "always decoupled": {
    looksLike: "The decay stays outside of the scale, whatever was asked for.",
    reread: "w ← w − η s (g + λ w) otherwise",
    adaptiveStep: (weight, gradient, scale, options) =>
      adaptiveStep(weight, gradient, scale, { ...options, decoupled: true }),
  },
  "never decoupled": {
    looksLike: "The decay is scaled like the gradient, as by a penalty in the loss, whatever was asked for.",
    reread: "w ← w − η (s g + λ w) decoupled",
    adaptiveStep: (weight, gradient, scale, options) =>
      adaptiveStep(weight, gradient, scale, { ...options, decoupled: false }),
  },
  "the two forms exchanged": {
    looksLike: "The decay is scaled when decoupled, and not otherwise.",
    reread: "w ← w − η (s g + λ w) decoupled",
    adaptiveStep: (weight, gradient, scale, { decoupled = true, ...options } = {}) =>
      adaptiveStep(weight, gradient, scale, { ...options, decoupled: !decoupled }),
  },
  "decoupled from the learning rate too": {
    looksLike: "Decoupled, the weights shrink by the share λ; η is missing there.",
    reread: "w ← w − η (s g + λ w): η times both",
    adaptiveStep: (weight, gradient, scale, options = {}) => {
      const { learningRate = 0.1, decay = 0.01, decoupled = true } = options;
      return decoupled
        ? adaptiveStep(weight, gradient, scale, { ...options, decay: decay / learningRate })
        : adaptiveStep(weight, gradient, scale, options);
    },
  },
  "divided by the scale": {
    looksLike: "The gradient is divided by s, not multiplied.",
    reread: "w ← w − η (s g + λ w)",
    adaptiveStep: (weight, gradient, scale, options) => adaptiveStep(weight, gradient, scale.pow(-1), options),
  },
  "share of the decay": {
    looksLike: "The weight keeps the share λ / (h + λ), which is what it should lose.",
    reread: "w_i = h_i / (h_i + λ) · w*_i",
    decayedMinimum: shareBy((curvature, decay) => curvature.add(decay).pow(-1).mul(decay)),
  },
  "one over one plus decay": {
    looksLike: "The weight keeps the share 1 / (1 + λ): the curvature plays no part.",
    reread: "w_i = h_i / (h_i + λ) · w*_i",
    decayedMinimum: shareBy((curvature, decay) => curvature.mul(0).add(1 / (1 + decay))),
  },
  "twice the decay at the minimum": {
    looksLike: "The share is h / (h + 2 λ): the penalty is taken without its ½.",
    reread: "the minimum of ½ Σ h_i (w_i − w*_i)² + λ/2 Σ w_i²",
    decayedMinimum: shareBy((curvature, decay) => curvature.div(curvature.add(2 * decay))),
  },
  "minimum less the decay": {
    looksLike: "λ / h is subtracted from the size of each weight, as the L1 penalty would.",
    reread: "w_i = h_i / (h_i + λ) · w*_i",
    decayedMinimum: (minimum, curvature, { decay = 0.01 } = {}) => {
      decayedMinimum(minimum, curvature, { decay });
      return minimum.abs().sub(curvature.pow(-1).mul(decay)).maximum(0).mul(minimum.sign());
    },
  },
});
