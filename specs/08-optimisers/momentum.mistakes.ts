import { zeros, where, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { Momentum, type MomentumOptions } from "#reference/08-optimisers/momentum.ts";
import type { MomentumModule } from "./momentum.programs.ts";
import { optimiserOf } from "./optimiser-rules.ts";

export const momentumWith = optimiserOf<MomentumOptions, Tensor>(Momentum, {
  start: ({ shape }) => zeros(shape),
  next: ({ before, gradient, options }) => before.mul(options.momentum).add(gradient),
  change: ({ now, options }) => now.mul(options.learningRate),
});

export default mistakes<MomentumModule>({
  "mean for velocity": {
    looksLike:
      "The gradient enters with the factor 1 − μ: v is a mean of gradients, and the first step a tenth as long.",
    reread: "v ← μ v + g: the gradient enters whole",
    Momentum: momentumWith({
      next: ({ before, gradient, options: { momentum } }) => before.mul(momentum).add(gradient.mul(1 - momentum)),
    }),
  },
  "no velocity": {
    looksLike: "Every step looks like the first: the velocity is lost in between.",
    reread: "v is kept for each parameter from one step to the next",
    Momentum: momentumWith({ forgets: true }),
  },
  "one velocity for all parameters": {
    looksLike: "All parameters share one velocity, so that they mix their gradients.",
    reread: "v is kept for each parameter from one step to the next",
    Momentum: momentumWith({ slot: () => 0 }),
  },
  "looks ahead": {
    looksLike: "The step is g + μ v, that of Nesterov's momentum.",
    reread: "θ ← θ − α v",
    Momentum: momentumWith({
      change: ({ now, gradient, options: { learningRate, momentum } }) =>
        now.mul(momentum).add(gradient).mul(learningRate),
    }),
  },
  "step by the old velocity": {
    looksLike: "The step uses the velocity from before this gradient, so that everything comes one step late.",
    reread: "v ← μ v + g comes first, then θ ← θ − α v",
    Momentum: momentumWith({ change: ({ before, options }) => before.mul(options.learningRate) }),
  },
  "whole velocity kept": {
    looksLike: "Nothing of the velocity is lost: it is the sum of all gradients.",
    reread: "v ← μ v + g",
    Momentum: momentumWith({ next: ({ before, gradient }) => before.add(gradient) }),
  },
  "momentum and its rest exchanged": {
    looksLike: "The velocity keeps 1 − μ of itself, not μ.",
    reread: "v ← μ v + g",
    Momentum: momentumWith({
      next: ({ before, gradient, options: { momentum } }) => before.mul(1 - momentum).add(gradient),
    }),
  },
  "rests without a gradient": {
    looksLike: "Where the gradient is 0 the parameter stays where it is; a velocity goes on.",
    reread: "v ← μ v + g, θ ← θ − α v: with g = 0 too",
    Momentum: momentumWith({
      next: ({ before, gradient, options: { momentum } }) =>
        where(gradient.notEqual(0), before.mul(momentum).add(gradient), before),
      change: ({ now, gradient, options: { learningRate } }) => now.mul(learningRate).mul(gradient.notEqual(0)),
    }),
  },
  climbs: {
    looksLike: "The step is added: the parameters climb instead of descending.",
    reread: "θ ← θ − α v: minus",
    Momentum: momentumWith({ change: ({ now, options }) => now.mul(-options.learningRate) }),
  },
  "anything goes": {
    looksLike:
      "Gradients that don't fit, or options out of range, are taken, and the parameters become something else.",
    reread: "gradients: one for each parameter, of its shape; learningRate at least 0; momentum in [0, 1)",
    Momentum: momentumWith({ refuses: false }),
  },
});
