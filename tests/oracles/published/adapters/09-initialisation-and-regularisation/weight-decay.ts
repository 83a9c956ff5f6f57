import { weightDecayStep } from "#reference/09-initialisation-and-regularisation/weight-decay.ts";
import { zeros } from "#tensor";
import { applies, doesNotApply, type Adapter } from "../../adapter.ts";
import { attribute, input } from "../../published-case.ts";

/** Plain gradient descent with a decay; that of the other optimisers is theirs. */
const adapter: Adapter = {
  claims: (item) => item.op === "optimizers.SGD" && (attribute<number | null>(item, "weight_decay", null) ?? 0) > 0,
  answer(item) {
    if (attribute(item, "momentum", 0) > 0) return doesNotApply("has momentum, which the exercise leaves out");
    const none = { bias: zeros([]) };
    const { weight } = weightDecayStep(
      { weight: input(item, "w0"), ...none },
      { weight: input(item, "grad[0]"), ...none },
      { learningRate: attribute(item, "learning_rate", 0.01), decay: attribute(item, "weight_decay", 0) },
    );
    return applies(weight);
  },
};

export default adapter;
