import { Nesterov } from "#reference/08-optimisers/nesterov.ts";
import { applies, doesNotApply, type Adapter } from "../../adapter.ts";
import { descend, kerasExtrasOrDecay, onnxStep } from "../../families/optimiser.ts";
import { attribute, input } from "../../published-case.ts";

const adapter: Adapter = {
  claims: (item) =>
    (item.op === "optimizer.Momentum" && attribute(item, "useNesterov", false)) ||
    (item.op === "optimizers.SGD" && attribute(item, "nesterov", false)) ||
    (item.op === "Momentum" && attribute(item, "mode", "standard") === "nesterov"),
  answer(item) {
    if (item.op === "Momentum") {
      if (input(item, "T").item() !== 0) return doesNotApply("scales the gradient, as ONNX does after the first step");
      const { learningRate, weights, gradients, state } = onnxStep(item);
      const optimiser = new Nesterov({ learningRate, momentum: attribute(item, "alpha", 0) });
      optimiser.velocities = state("V");
      return applies(...optimiser.step(weights, gradients), ...optimiser.velocities);
    }
    const extra = item.op === "optimizers.SGD" ? kerasExtrasOrDecay(item) : undefined;
    if (extra) return extra;
    const learningRate = attribute(item, "learningRate", attribute(item, "learning_rate", 0.01));
    const optimiser = new Nesterov({ learningRate, momentum: attribute(item, "momentum", 0) });
    return descend(item, () => optimiser);
  },
};

export default adapter;
