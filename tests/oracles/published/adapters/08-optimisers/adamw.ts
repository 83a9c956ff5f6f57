import { AdamW } from "#reference/08-optimisers/adamw.ts";
import { doesNotApply, type Adapter } from "../../adapter.ts";
import { descend, gradientsOf, kerasExtras } from "../../families/optimiser.ts";
import { attribute } from "../../published-case.ts";

const adapter: Adapter = {
  claims: (item) => item.op === "optimizers.AdamW",
  /** Keras folds Adam's corrections into the learning rate: see the adapter of adam. */
  answer(item) {
    const extra = kerasExtras(item);
    if (extra) return extra;
    if (attribute(item, "amsgrad", false) && gradientsOf(item).length > 1)
      return doesNotApply("keeps the largest v so far (AMSGrad), which the exercise leaves out");
    const options = {
      learningRate: attribute(item, "learning_rate", 0.001),
      beta1: attribute(item, "beta_1", 0.9),
      beta2: attribute(item, "beta_2", 0.999),
      weightDecay: attribute(item, "weight_decay", 0.004),
    };
    let before = new AdamW(options);
    return descend(item, (step) => {
      const epsilon = attribute(item, "epsilon", 1e-7) / Math.sqrt(1 - options.beta2 ** step);
      const { time, means, squares } = before.adam;
      before = new AdamW({ ...options, epsilon });
      Object.assign(before.adam, { time, means, squares });
      return before;
    });
  },
};

export default adapter;
