import { where, zeros, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { Nesterov, type NesterovOptions } from "#reference/08-optimisers/nesterov.ts";
import type { NesterovModule } from "./nesterov.programs.ts";
import { optimiserOf } from "./optimiser-rules.ts";

export const nesterovWith = optimiserOf<NesterovOptions, Tensor>(Nesterov, {
  start: ({ shape }) => zeros(shape),
  next: ({ before, gradient, options }) => before.mul(options.momentum).add(gradient),
  change: ({ now, gradient, options: { learningRate, momentum } }) => now.mul(momentum).add(gradient).mul(learningRate),
});

export default mistakes<NesterovModule>({
  "no look-ahead": {
    looksLike: "The step is v, that of plain momentum: nothing looks ahead.",
    reread: "θ ← θ − α (g + μ v)",
    Nesterov: nesterovWith({ change: ({ now, options }) => now.mul(options.learningRate) }),
  },
  "looks ahead by the whole velocity": {
    looksLike: "The step is g + v: the look-ahead lacks its factor μ.",
    reread: "θ ← θ − α (g + μ v)",
    Nesterov: nesterovWith({ change: ({ now, gradient, options }) => now.add(gradient).mul(options.learningRate) }),
  },
  "looks ahead by the old velocity": {
    looksLike: "The look-ahead uses the velocity from before this gradient.",
    reread: "v ← μ v + g comes first, then θ ← θ − α (g + μ v)",
    Nesterov: nesterovWith({
      change: ({ before, gradient, options: { learningRate, momentum } }) =>
        before.mul(momentum).mul(momentum).add(gradient).mul(learningRate),
    }),
  },
  "only the look-ahead": {
    looksLike: "The step is μ v: the gradient itself is missing beside it.",
    reread: "θ ← θ − α (g + μ v)",
    Nesterov: nesterovWith({
      change: ({ now, options: { learningRate, momentum } }) => now.mul(momentum).mul(learningRate),
    }),
  },
  "mean for velocity": {
    looksLike: "The gradient enters the velocity with the factor 1 − μ: v is a mean of gradients.",
    reread: "v ← μ v + g: the gradient enters whole",
    Nesterov: nesterovWith({
      next: ({ before, gradient, options: { momentum } }) => before.mul(momentum).add(gradient.mul(1 - momentum)),
    }),
  },
  "look-ahead kept as velocity": {
    looksLike: "g + μ v is stored as the velocity, and looks ahead once more at the next step.",
    reread: "v ← μ v + g is what is kept",
    Nesterov: nesterovWith({
      next: ({ before, gradient, options: { momentum } }) =>
        before.mul(momentum).add(gradient).mul(momentum).add(gradient),
      change: ({ now, options }) => now.mul(options.learningRate),
    }),
  },
  "velocity lost": {
    looksLike: "Every step looks like the first: the velocity is lost in between.",
    reread: "v is kept for each parameter from one step to the next",
    Nesterov: nesterovWith({ forgets: true }),
  },
  "one velocity for all parameters": {
    looksLike: "All parameters share one velocity, so that they mix their gradients.",
    reread: "v is kept for each parameter from one step to the next",
    Nesterov: nesterovWith({ slot: () => 0 }),
  },
  "rests without a gradient": {
    looksLike: "Where the gradient is 0 the parameter stays where it is; a velocity goes on.",
    reread: "v ← μ v + g, θ ← θ − α (g + μ v): with g = 0 too",
    Nesterov: nesterovWith({
      next: ({ before, gradient, options: { momentum } }) =>
        where(gradient.notEqual(0), before.mul(momentum).add(gradient), before),
      change: ({ now, gradient, options: { learningRate, momentum } }) =>
        now.mul(momentum).add(gradient).mul(learningRate).mul(gradient.notEqual(0)),
    }),
  },
  climbs: {
    looksLike: "The step is added: the parameters climb instead of descending.",
    reread: "θ ← θ − α (g + μ v): minus",
    Nesterov: nesterovWith({
      change: ({ now, gradient, options: { learningRate, momentum } }) =>
        now.mul(momentum).add(gradient).mul(-learningRate),
    }),
  },
  "anything goes": {
    looksLike:
      "Gradients that don't fit, or options out of range, are taken, and the parameters become something else.",
    reread: "gradients: one for each parameter, of its shape; learningRate at least 0; momentum in [0, 1)",
    Nesterov: nesterovWith({ refuses: false }),
  },
});
