import { Nadam } from "#reference/08-optimisers/nadam.ts";
import type { Adapter } from "../../adapter.ts";
import { descend, kerasExtrasOrDecay } from "../../families/optimiser.ts";
import { attribute } from "../../published-case.ts";

const adapter: Adapter = {
  claims: (item) => item.op === "optimizers.Nadam",
  /** Keras warms up by 0.96ᵗ, which is the course's ψ = 1. */
  answer(item) {
    const extra = kerasExtrasOrDecay(item);
    if (extra) return extra;
    const optimiser = new Nadam({
      learningRate: attribute(item, "learning_rate", 0.001),
      beta1: attribute(item, "beta_1", 0.9),
      beta2: attribute(item, "beta_2", 0.999),
      epsilon: attribute(item, "epsilon", 1e-7),
      momentumDecay: 1,
    });
    return descend(item, () => optimiser);
  },
};

export default adapter;
