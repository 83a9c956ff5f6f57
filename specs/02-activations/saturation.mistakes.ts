import { ones, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import {
  deadUnits,
  isSaturated,
  saturatedFraction,
  type SaturationOptions,
} from "#reference/02-activations/saturation.ts";
import { sigmoid, sigmoidBackward } from "#reference/02-activations/sigmoid.ts";
import { tanhBackward } from "#reference/02-activations/tanh.ts";

const slopeAt = (x: Tensor, activation: SaturationOptions["activation"]): Tensor =>
  (activation === "tanh" ? tanhBackward : sigmoidBackward)(x, ones(x.shape));

/** 1 where a quantity of the unit is below the threshold. */
function below(quantity: (x: Tensor, activation: SaturationOptions["activation"]) => Tensor): typeof isSaturated {
  return (x, { activation = "sigmoid", threshold = 0.01 } = {}) => quantity(x, activation).less(threshold);
}

export default mistakes<typeof import("#reference/02-activations/saturation.ts")>({
  "one side only": {
    looksLike: "Only units whose output is near the lower bound count; at the upper bound the slope is just as small.",
    reread: "1[f'(x) < threshold]: the slope, not the output",
    isSaturated: below((x, activation) => (activation === "tanh" ? x.tanh().add(1) : sigmoid(x))),
  },
  "distance from the bounds": {
    looksLike: "The distance of the output from its nearer bound is compared with the threshold, not the slope.",
    reread: "1[f'(x) < threshold] with σ'(x) = σ(x) (1 − σ(x)), tanh'(x) = 1 − tanh(x)²",
    isSaturated: below((x, activation) =>
      activation === "tanh" ? x.tanh().abs().neg().add(1) : sigmoid(x.abs().neg()),
    ),
  },
  "always the sigmoid": {
    looksLike: "The slope of the sigmoid is used for tanh units, too.",
    reread: "options.activation: f, whose slope is asked for",
    isSaturated: below((x) => slopeAt(x, "sigmoid")),
  },
  "slope of the input": {
    looksLike:
      "The slope is computed as x (1 − x) or 1 − x² from the pre-activation; those formulas hold for the output.",
    reread: "σ'(x) = σ(x) (1 − σ(x)), tanh'(x) = 1 − tanh(x)²",
    isSaturated: below((x, activation) => (activation === "tanh" ? x.square().neg().add(1) : x.mul(x.neg().add(1)))),
  },
  "threshold ignored": {
    looksLike: "The threshold is always 0.01; the one that was asked for is ignored.",
    reread: "options.threshold: 0.01 when left out",
    isSaturated: (x, { activation = "sigmoid" } = {}) => isSaturated(x, { activation }),
  },
  "threshold counted in": {
    looksLike: "A unit whose slope is just the threshold counts as saturated.",
    reread: "1[f'(x) < threshold]: strictly less",
    isSaturated: (x, { activation = "sigmoid", threshold = 0.01 } = {}) => slopeAt(x, activation).lessEqual(threshold),
  },
  "healthy units counted": {
    looksLike: "This is the fraction of the units that still learn.",
    reread: "which part of the units is saturated",
    saturatedFraction: (x, options = {}) => 1 - saturatedFraction(x, options),
  },
  "always the default options": {
    looksLike: "Activation and threshold that were asked for are not handed on; those of the default are used.",
    reread: "options: as for isSaturated",
    saturatedFraction: (x) => saturatedFraction(x),
  },
  "number, not fraction": {
    looksLike: "The saturated units are counted; the count is not divided by how many units there are.",
    reread: "a number in [0, 1]",
    saturatedFraction: (x, options = {}) => saturatedFraction(x, options) * x.size,
  },
  "one example is enough": {
    looksLike: "A unit counts as dead that is inactive for some example; dead is one that is inactive for all.",
    reread: "1[max_n x_n ≤ 0]: the largest over the batch",
    deadUnits: (preActivations) => preActivations.min(0).lessEqual(0),
  },
  "dead on average": {
    looksLike: "The mean over the batch is compared with 0; yet a unit learns from any example that makes it positive.",
    reread: "1[max_n x_n ≤ 0]: the largest, not the mean",
    deadUnits: (preActivations) => preActivations.mean(0).lessEqual(0),
  },
  "zero counted as active": {
    looksLike: "A pre-activation of exactly 0 counts as active, but relu gives 0 there and passes no gradient on.",
    reread: "1[max_n x_n ≤ 0]: 0 belongs to the dead",
    deadUnits: (preActivations) => preActivations.max(0).less(0),
  },
  "along the units": {
    looksLike: "The maximum is taken over the units of each example, not over the examples for each unit.",
    reread: "preActivations: [N, ...], examples along axis 0",
    deadUnits: (preActivations) => preActivations.max(-1).lessEqual(0),
  },
  "live units": {
    looksLike: "1 stands where a unit is alive, 0 where it is dead.",
    reread: "1 where the unit is dead, otherwise 0",
    deadUnits: (preActivations) => deadUnits(preActivations).neg().add(1),
  },
});
