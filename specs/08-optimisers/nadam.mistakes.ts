import type { Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { Nadam, type NadamOptions } from "#reference/08-optimisers/nadam.ts";
import { average, corrected, noMeans, type Means } from "./adam-means.ts";
import type { NadamModule } from "./nadam.programs.ts";
import { optimiserOf, type Moment, type Rules } from "./optimiser-rules.ts";

type After = Moment<NadamOptions, Means> & { readonly now: Means };

/** The parts of the algorithm, each of which a mistake may replace. */
interface Parts {
  /** μ at time t. */
  momentumAt(time: number, options: Required<NadamOptions>): number;
  /** Π at time t. */
  productAt(time: number, momentumAt: (time: number) => number): number;
  /** m̂, from μ and Π at other times. */
  ahead(after: After, momentumAt: (time: number) => number, productAt: (time: number) => number): Tensor;
  /** v̂ */
  spread(after: After): Tensor;
}

const parts: Parts = {
  momentumAt: (time, { beta1, momentumDecay }) => beta1 * (1 - 0.5 * 0.96 ** (time * momentumDecay)),
  productAt(time, momentumAt) {
    let product = 1;
    for (let t = 1; t <= time; t++) product *= momentumAt(t);
    return product;
  },
  ahead({ now, gradient, time }, momentumAt, productAt) {
    const byMean = momentumAt(time + 1) / (1 - productAt(time + 1));
    const byGradient = (1 - momentumAt(time)) / (1 - productAt(time));
    return now.mean.mul(byMean).add(gradient.mul(byGradient));
  },
  spread: ({ now, time, options }) => corrected(now, time, options).square,
};

export function nadamWith(
  changed: Partial<Parts> = {},
  others: Partial<Rules<NadamOptions, Means>> = {},
  sign = 1,
): NadamModule["Nadam"] {
  const { momentumAt, productAt, ahead, spread } = { ...parts, ...changed };
  const make = optimiserOf<NadamOptions, Means>(Nadam, {
    start: noMeans,
    next: ({ before, gradient, options }) => average(before, gradient, options),
    change(after) {
      const { learningRate, epsilon } = after.options;
      const momentum = (time: number): number => momentumAt(time, after.options);
      const estimate = ahead(after, momentum, (time) => productAt(time, momentum));
      return estimate.mul(sign * learningRate).div(spread(after).sqrt().add(epsilon));
    },
  });
  return make(others);
}

export default mistakes<NadamModule>({
  "no look-ahead": {
    looksLike: "m̂ is the corrected mean and nothing else: that is Adam.",
    reread: "m̂ = μ_{t+1} m / (1 − Π_{t+1}) + (1 − μ_t) g / (1 − Π_t)",
    Nadam: nadamWith({ ahead: ({ now, time, options }) => corrected(now, time, options).mean }),
  },
  "momentum without its warm-up": {
    looksLike: "The momentum is β₁ from the first step on, as in optax: it does not warm up.",
    reread: "μ_t = β₁ (1 − ½ · 0.96^{ψ t})",
    Nadam: nadamWith({ momentumAt: (_, { beta1 }) => beta1 }),
  },
  "warm-up without ψ": {
    looksLike: "The momentum warms up with 0.96^t, as in Keras: ψ is left out of the exponent.",
    reread: "μ_t = β₁ (1 − ½ · 0.96^{ψ t})",
    Nadam: nadamWith({
      momentumAt: (time, options) => parts.momentumAt(time, { ...options, momentumDecay: 1 }),
    }),
  },
  "warm-up without the ½": {
    looksLike: "The ½ of the warm-up is missing: the momentum starts near 0.",
    reread: "μ_t = β₁ (1 − ½ · 0.96^{ψ t})",
    Nadam: nadamWith({
      momentumAt: (time, { beta1, momentumDecay }) => beta1 * (1 - 0.96 ** (time * momentumDecay)),
    }),
  },
  "time of the warm-up starts at 0": {
    looksLike: "The warm-up counts from t = 0: every μ is that of the step before.",
    reread: "for t = 1, 2, …",
    Nadam: nadamWith({ momentumAt: (time, options) => parts.momentumAt(time - 1, options) }),
  },
  "same momentum ahead": {
    looksLike: "The look-ahead uses μ_t where μ_{t+1} belongs, in front of m and in Π.",
    reread: "m̂ = μ_{t+1} m / (1 − Π_{t+1}) + …",
    Nadam: nadamWith({
      ahead({ now, gradient, time }, momentumAt, productAt) {
        const [momentum, product] = [momentumAt(time), productAt(time)];
        const byMean = momentum / (1 - product * momentum);
        return now.mean.mul(byMean).add(gradient.mul((1 - momentum) / (1 - product)));
      },
    }),
  },
  "power for the product": {
    looksLike: "Π is taken for the power β₁ᵗ of Adam, not for the product of all μ so far.",
    reread: "Π_t = μ₁ μ₂ … μ_t",
    Nadam: nadamWith({
      ahead({ now, gradient, time, options }, momentumAt) {
        const byMean = momentumAt(time + 1) / (1 - options.beta1 ** (time + 1));
        const byGradient = (1 - momentumAt(time)) / (1 - options.beta1 ** time);
        return now.mean.mul(byMean).add(gradient.mul(byGradient));
      },
    }),
  },
  "product of one factor": {
    looksLike: "Π holds the latest μ alone: the earlier factors are lost.",
    reread: "Π_t = μ₁ μ₂ … μ_t",
    Nadam: nadamWith({ productAt: (time, momentumAt) => momentumAt(time) }),
  },
  "one product for both": {
    looksLike: "Both terms are divided by 1 − Π_t; the one with m belongs to the next step.",
    reread: "m̂ = μ_{t+1} m / (1 − Π_{t+1}) + (1 − μ_t) g / (1 − Π_t)",
    Nadam: nadamWith({
      ahead({ now, gradient, time }, momentumAt, productAt) {
        const estimate = now.mean.mul(momentumAt(time + 1)).add(gradient.mul(1 - momentumAt(time)));
        return estimate.div(1 - productAt(time));
      },
    }),
  },
  "gradient enters whole": {
    looksLike: "The gradient is added without its factor 1 − μ.",
    reread: "m̂ = … + (1 − μ_t) g / (1 − Π_t)",
    Nadam: nadamWith({
      ahead({ now, gradient, time }, momentumAt, productAt) {
        const byMean = momentumAt(time + 1) / (1 - productAt(time + 1));
        return now.mean.mul(byMean).add(gradient.div(1 - productAt(time)));
      },
    }),
  },
  "squares not corrected": {
    looksLike: "v is used as it is; its correction by 1 − β₂ᵗ is missing.",
    reread: "v̂ = v / (1 − β₂ᵗ)",
    Nadam: nadamWith({ spread: ({ now }) => now.square }),
  },
  "everything forgotten": {
    looksLike: "m, v and Π start anew with every step, so that every step looks like the first.",
    reread: "m, v and Π are kept from one step to the next",
    Nadam: nadamWith({}, { forgets: true }),
  },
  "one pair of means for all parameters": {
    looksLike: "All parameters share one m and one v.",
    reread: "m and v are kept for each parameter",
    Nadam: nadamWith({}, { slot: () => 0 }),
  },
  climbs: {
    looksLike: "The step is added: the parameters climb instead of descending.",
    reread: "θ ← θ − α m̂ / (√v̂ + ε): minus",
    Nadam: nadamWith({}, {}, -1),
  },
  "anything goes": {
    looksLike:
      "Gradients that don't fit, or options out of range, are taken, and the parameters become something else.",
    reread:
      "gradients: one for each parameter, of its shape; learningRate, epsilon, momentumDecay at least 0; β₁, β₂ in [0, 1)",
    Nadam: nadamWith({}, { refuses: false }),
  },
});
