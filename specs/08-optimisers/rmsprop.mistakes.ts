import { zeros, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { Rmsprop, type RmspropOptions } from "#reference/08-optimisers/rmsprop.ts";
import { optimiserOf } from "./optimiser-rules.ts";
import type { RmspropModule } from "./rmsprop.programs.ts";

export const rmspropWith = optimiserOf<RmspropOptions, Tensor>(Rmsprop, {
  start: ({ shape }) => zeros(shape),
  next: ({ before, gradient, options: { decay } }) => before.mul(decay).add(gradient.square().mul(1 - decay)),
  change: ({ now, gradient, options: { learningRate, epsilon } }) =>
    gradient.mul(learningRate).div(now.sqrt().add(epsilon)),
});

export default mistakes<RmspropModule>({
  "decay and its rest exchanged": {
    looksLike: "The old mean counts 1 − ρ and the new square ρ.",
    reread: "s ← ρ s + (1 − ρ) g²",
    Rmsprop: rmspropWith({
      next: ({ before, gradient, options: { decay } }) => before.mul(1 - decay).add(gradient.square().mul(decay)),
    }),
  },
  "squares enter whole": {
    looksLike: "The new square is added without the factor 1 − ρ, so that s is a sum.",
    reread: "s ← ρ s + (1 − ρ) g²",
    Rmsprop: rmspropWith({
      next: ({ before, gradient, options: { decay } }) => before.mul(decay).add(gradient.square()),
    }),
  },
  "nothing is forgotten": {
    looksLike: "All squares are summed, and none is forgotten: that is Adagrad.",
    reread: "s ← ρ s + (1 − ρ) g²",
    Rmsprop: rmspropWith({ next: ({ before, gradient }) => before.add(gradient.square()) }),
  },
  "bias corrected": {
    looksLike: "The mean is divided by 1 − ρᵗ, as Adam does; RMSprop leaves it as it is.",
    reread: "θ ← θ − α g / (√s + ε)",
    Rmsprop: rmspropWith({
      change: ({ now, gradient, time, options: { learningRate, decay, epsilon } }) =>
        gradient.mul(learningRate).div(
          now
            .div(1 - decay ** time)
            .sqrt()
            .add(epsilon),
        ),
    }),
  },
  "no root": {
    looksLike: "The gradient is divided by the mean of squares itself, not by its root.",
    reread: "θ ← θ − α g / (√s + ε)",
    Rmsprop: rmspropWith({
      change: ({ now, gradient, options: { learningRate, epsilon } }) =>
        gradient.mul(learningRate).div(now.add(epsilon)),
    }),
  },
  "mean of sizes": {
    looksLike: "The mean is one of gradients' sizes, not of their squares.",
    reread: "s ← ρ s + (1 − ρ) g²",
    Rmsprop: rmspropWith({
      next: ({ before, gradient, options: { decay } }) => before.mul(decay).add(gradient.abs().mul(1 - decay)),
    }),
  },
  "epsilon inside the root": {
    looksLike: "Epsilon is added before the root is taken, as in Keras.",
    reread: "θ ← θ − α g / (√s + ε): epsilon outside the root",
    Rmsprop: rmspropWith({
      change: ({ now, gradient, options: { learningRate, epsilon } }) =>
        gradient.mul(learningRate).div(now.add(epsilon).sqrt()),
    }),
  },
  "old mean": {
    looksLike: "The step divides by the mean from before this gradient.",
    reread: "s ← ρ s + (1 − ρ) g² comes first, then θ ← θ − α g / (√s + ε)",
    Rmsprop: rmspropWith({
      change: ({ before, gradient, options: { learningRate, epsilon } }) =>
        gradient.mul(learningRate).div(before.sqrt().add(epsilon)),
    }),
  },
  "everything forgotten": {
    looksLike: "The mean starts at 0 again with every step, so that every step looks like the first.",
    reread: "s is kept for each parameter from one step to the next",
    Rmsprop: rmspropWith({ forgets: true }),
  },
  "one mean for all parameters": {
    looksLike: "All parameters share one mean of squares.",
    reread: "s is kept for each parameter from one step to the next",
    Rmsprop: rmspropWith({ slot: () => 0 }),
  },
  "one rate for all coordinates": {
    looksLike: "The squares are averaged over all entries of a parameter, which then share one rate.",
    reread: "s ← ρ s + (1 − ρ) g²: entry by entry",
    Rmsprop: rmspropWith({
      next: ({ before, gradient, options: { decay } }) =>
        before.mul(decay).add(
          gradient
            .square()
            .mean()
            .mul(1 - decay),
        ),
    }),
  },
  "decay of 0.9": {
    looksLike: "ρ is 0.9 when it is left out, as in Keras.",
    reread: "decay: 0.99 when left out",
    Rmsprop: class extends rmspropWith() {
      constructor(options: RmspropOptions = {}) {
        super({ decay: 0.9, ...options });
      }
    },
  },
  climbs: {
    looksLike: "The step is added: the parameters climb instead of descending.",
    reread: "θ ← θ − α g / (√s + ε): minus",
    Rmsprop: rmspropWith({
      change: ({ now, gradient, options: { learningRate, epsilon } }) =>
        gradient.mul(-learningRate).div(now.sqrt().add(epsilon)),
    }),
  },
  "anything goes": {
    looksLike:
      "Gradients that don't fit, or options out of range, are taken, and the parameters become something else.",
    reread: "gradients: one for each parameter, of its shape; learningRate and epsilon at least 0; decay in [0, 1)",
    Rmsprop: rmspropWith({ refuses: false }),
  },
});
