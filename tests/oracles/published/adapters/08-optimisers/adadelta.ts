import { Adadelta } from "#reference/08-optimisers/adadelta.ts";
import { doesNotApply, type Adapter } from "../../adapter.ts";
import { descend, kerasExtrasOrDecay } from "../../families/optimiser.ts";
import { attribute } from "../../published-case.ts";

const adapter: Adapter = {
  claims: (item) => ["optimizer.Adadelta", "optimizers.Adadelta"].includes(item.op),
  answer(item) {
    if (item.op === "optimizer.Adadelta")
      return doesNotApply("divides by the mean from before the gradient came, as TensorFlow.js does against the paper");
    const extra = kerasExtrasOrDecay(item);
    if (extra) return extra;
    const optimiser = new Adadelta({
      learningRate: attribute(item, "learning_rate", 0.001),
      decay: attribute(item, "rho", 0.95),
      epsilon: attribute(item, "epsilon", 1e-7),
    });
    return descend(item, () => optimiser);
  },
};

export default adapter;
