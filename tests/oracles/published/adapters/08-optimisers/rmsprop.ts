import { Rmsprop } from "#reference/08-optimisers/rmsprop.ts";
import { doesNotApply, type Adapter } from "../../adapter.ts";
import { descend, gradientsOf, kerasExtrasOrDecay } from "../../families/optimiser.ts";
import { attribute } from "../../published-case.ts";

const adapter: Adapter = {
  claims: (item) => ["optimizer.RMSProp", "optimizers.RMSprop"].includes(item.op),
  answer(item) {
    const extra = item.op === "optimizers.RMSprop" ? kerasExtrasOrDecay(item) : undefined;
    if (extra) return extra;
    if (attribute(item, "centered", false)) return doesNotApply("subtracts the squared mean of the gradients from s");
    // The first step is the same with momentum: there is no velocity yet.
    if (attribute(item, "momentum", 0) !== 0 && gradientsOf(item).length > 1)
      return doesNotApply("has momentum as well");
    // ε stands inside the root there: next to squares of these sizes a ten-millionth is far below any tolerance.
    const optimiser = new Rmsprop({
      learningRate: attribute(item, "learningRate", attribute(item, "learning_rate", 0.001)),
      decay: attribute(item, "decay", attribute(item, "rho", 0.9)),
    });
    return descend(item, () => optimiser);
  },
};

export default adapter;
