import { GradientDescent } from "#reference/08-optimisers/gradient-descent.ts";
import type { Adapter } from "../../adapter.ts";
import { descend, kerasExtrasOrDecay } from "../../families/optimiser.ts";
import { attribute } from "../../published-case.ts";

const adapter: Adapter = {
  claims: (item) =>
    item.op === "optimizer.SGD" ||
    (item.op === "optimizers.SGD" && attribute(item, "momentum", 0) === 0 && !attribute(item, "nesterov", false)),
  answer(item) {
    const extra = item.op === "optimizers.SGD" ? kerasExtrasOrDecay(item) : undefined;
    if (extra) return extra;
    const learningRate = attribute(item, "learningRate", attribute(item, "learning_rate", 0.01));
    return descend(item, () => new GradientDescent({ learningRate }));
  },
};

export default adapter;
