import { full, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { Adagrad, type AdagradOptions } from "#reference/08-optimisers/adagrad.ts";
import type { AdagradModule } from "./adagrad.programs.ts";
import { optimiserOf } from "./optimiser-rules.ts";

export const adagradWith = optimiserOf<AdagradOptions, Tensor>(Adagrad, {
  start: ({ shape }, { initialAccumulator }) => full(shape, initialAccumulator),
  next: ({ before, gradient }) => before.add(gradient.square()),
  change: ({ now, gradient, options: { learningRate, epsilon } }) =>
    gradient.mul(learningRate).div(now.sqrt().add(epsilon)),
});

export default mistakes<AdagradModule>({
  "no root": {
    looksLike: "The gradient is divided by the sum of squares itself, not by its root.",
    reread: "θ ← θ − α g / (√s + ε)",
    Adagrad: adagradWith({
      change: ({ now, gradient, options: { learningRate, epsilon } }) =>
        gradient.mul(learningRate).div(now.add(epsilon)),
    }),
  },
  "epsilon inside the root": {
    looksLike: "Epsilon is added before the root is taken, as in Keras.",
    reread: "θ ← θ − α g / (√s + ε): epsilon outside the root",
    Adagrad: adagradWith({
      change: ({ now, gradient, options: { learningRate, epsilon } }) =>
        gradient.mul(learningRate).div(now.add(epsilon).sqrt()),
    }),
  },
  "no epsilon": {
    looksLike: "Epsilon plays no part: where no gradient has come yet, 0 is divided by 0.",
    reread: "θ ← θ − α g / (√s + ε)",
    Adagrad: adagradWith({
      change: ({ now, gradient, options: { learningRate } }) => gradient.mul(learningRate).div(now.sqrt()),
    }),
  },
  "gradients summed without their square": {
    looksLike: "Sizes of gradients are summed, not their squares.",
    reread: "s ← s + g²",
    Adagrad: adagradWith({
      next: ({ before, gradient }) => before.add(gradient.abs()),
    }),
  },
  "mean of squares": {
    looksLike: "The mean of the squares so far stands in place of their sum, so that steps don't become shorter.",
    reread: "s ← s + g²: a sum, over all steps",
    Adagrad: adagradWith({
      change: ({ now, gradient, time, options: { learningRate, epsilon } }) =>
        gradient.mul(learningRate).div(now.div(time).sqrt().add(epsilon)),
    }),
  },
  "sum of the past alone": {
    looksLike: "The step divides by the sum from before this gradient, so that the first divides by ε alone.",
    reread: "s ← s + g² comes first, then θ ← θ − α g / (√s + ε)",
    Adagrad: adagradWith({
      change: ({ before, gradient, options: { learningRate, epsilon } }) =>
        gradient.mul(learningRate).div(before.sqrt().add(epsilon)),
    }),
  },
  "nothing adds up": {
    looksLike: "The sum starts anew with every step, so that only the sign of a gradient counts.",
    reread: "s is kept for each parameter from one step to the next",
    Adagrad: adagradWith({ forgets: true }),
  },
  "one sum for all parameters": {
    looksLike: "All parameters share one sum of squares.",
    reread: "s is kept for each parameter from one step to the next",
    Adagrad: adagradWith({ slot: () => 0 }),
  },
  "one rate for all coordinates": {
    looksLike: "The squares of all entries of a parameter are added up, so that they share one rate.",
    reread: "s ← s + g²: entry by entry",
    Adagrad: adagradWith({ next: ({ before, gradient }) => before.add(gradient.square().sum()) }),
  },
  "sum always starts at 0": {
    looksLike: "The sum starts at 0, whatever initialAccumulator says.",
    reread: "from s = initialAccumulator",
    Adagrad: adagradWith({ start: ({ shape }) => full(shape, 0) }),
  },
  "sum starts at 0.1": {
    looksLike: "The sum starts at 0.1 when nothing else is asked for, as in Keras.",
    reread: "initialAccumulator: 0 when left out",
    Adagrad: class extends adagradWith() {
      constructor(options: AdagradOptions = {}) {
        super({ initialAccumulator: 0.1, ...options });
      }
    },
  },
  climbs: {
    looksLike: "The step is added: the parameters climb instead of descending.",
    reread: "θ ← θ − α g / (√s + ε): minus",
    Adagrad: adagradWith({
      change: ({ now, gradient, options: { learningRate, epsilon } }) =>
        gradient.mul(-learningRate).div(now.sqrt().add(epsilon)),
    }),
  },
  "anything goes": {
    looksLike:
      "Gradients that don't fit, or options out of range, are taken, and the parameters become something else.",
    reread: "gradients: one for each parameter, of its shape; options at least 0",
    Adagrad: adagradWith({ refuses: false }),
  },
});
