import type { Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { AdamW, type AdamWOptions } from "#reference/08-optimisers/adamw.ts";
import { average, corrected, noMeans, type Means } from "./adam-means.ts";
import type { AdamWModule } from "./adamw.programs.ts";
import { optimiserOf, type Moment } from "./optimiser-rules.ts";

type After = Moment<AdamWOptions, Means> & { readonly now: Means };

/** α m̂ / (√v̂ + ε) */
const adamStep = ({ now, time, options }: After): Tensor => {
  const { mean, square } = corrected(now, time, options);
  return mean.mul(options.learningRate).div(square.sqrt().add(options.epsilon));
};

const decay = ({ parameter, options: { learningRate, weightDecay } }: After): Tensor =>
  parameter.mul(learningRate * weightDecay);

export const adamwWith = optimiserOf<AdamWOptions, Means>(AdamW, {
  start: noMeans,
  next: ({ before, gradient, options }) => average(before, gradient, options),
  change: (after) => adamStep(after).add(decay(after)),
});

export default mistakes<AdamWModule>({
  "penalty in the gradient": {
    looksLike: "λ θ is added to the gradient, and scaled away with it: that is Adam with an L2 penalty.",
    reread: "θ ← (1 − α λ) θ: the decay never meets m and v",
    AdamW: adamwWith({
      next: ({ before, parameter, gradient, options }) =>
        average(before, gradient.add(parameter.mul(options.weightDecay)), options),
      change: adamStep,
    }),
  },
  "no decay": {
    looksLike: "Weights don't decay: that is Adam.",
    reread: "θ ← (1 − α λ) θ",
    AdamW: adamwWith({ change: adamStep }),
  },
  "decay without the learning rate": {
    looksLike: "Weights shrink by the share λ, without the learning rate.",
    reread: "θ ← (1 − α λ) θ",
    AdamW: adamwWith({ change: (after) => adamStep(after).add(after.parameter.mul(after.options.weightDecay)) }),
  },
  "decay after the step": {
    looksLike: "What shrinks is the parameter after Adam's step, the step included.",
    reread: "θ ← (1 − α λ) θ comes first",
    AdamW: adamwWith({
      change: (after) => {
        const { learningRate, weightDecay } = after.options;
        return adamStep(after)
          .mul(1 - learningRate * weightDecay)
          .add(decay(after));
      },
    }),
  },
  "decay divided by the root": {
    looksLike: "The decay is added to m̂ and divided by √v̂ with it, so that it depends on the gradients' size.",
    reread: "θ ← (1 − α λ) θ: the decay never meets m and v",
    AdamW: adamwWith({
      change: (after) => {
        const { square } = corrected(after.now, after.time, after.options);
        return adamStep(after).add(decay(after).div(square.sqrt().add(after.options.epsilon)));
      },
    }),
  },
  "weights grow": {
    looksLike: "The decay has the wrong sign: weights grow by the share α λ.",
    reread: "θ ← (1 − α λ) θ",
    AdamW: adamwWith({ change: (after) => adamStep(after).sub(decay(after)) }),
  },
  "decay with a ½": {
    looksLike: "Weights decay half as fast as asked for.",
    reread: "θ ← (1 − α λ) θ",
    AdamW: adamwWith({ change: (after) => adamStep(after).add(decay(after).div(2)) }),
  },
  "decay only where a gradient comes": {
    looksLike: "Where the gradient is 0 the weight doesn't decay.",
    reread: "θ ← (1 − α λ) θ: whatever the gradient",
    AdamW: adamwWith({ change: (after) => adamStep(after).add(decay(after).mul(after.gradient.notEqual(0))) }),
  },
  "no bias correction": {
    looksLike: "The means are used as they are; the correction by 1 − βᵗ is missing.",
    reread: "m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ), as in Adam",
    AdamW: adamwWith({ change: (after) => adamStep({ ...after, time: Infinity }).add(decay(after)) }),
  },
  "everything forgotten": {
    looksLike: "m and v start at 0 again with every step, so that every step looks like the first.",
    reread: "m and v are kept for each parameter from one step to the next",
    AdamW: adamwWith({ forgets: true }),
  },
  "one pair of means for all parameters": {
    looksLike: "All parameters share one m and one v.",
    reread: "m and v are kept for each parameter from one step to the next",
    AdamW: adamwWith({ slot: () => 0 }),
  },
  climbs: {
    looksLike: "Adam's step is added: the parameters climb instead of descending.",
    reread: "θ ← θ − α m̂ / (√v̂ + ε): minus",
    AdamW: adamwWith({ change: (after) => decay(after).sub(adamStep(after)) }),
  },
  "anything goes": {
    looksLike:
      "Gradients that don't fit, or options out of range, are taken, and the parameters become something else.",
    reread:
      "gradients: one for each parameter, of its shape; learningRate, epsilon, weightDecay at least 0; β₁, β₂ in [0, 1)",
    AdamW: adamwWith({ refuses: false }),
  },
});
