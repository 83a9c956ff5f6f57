import { Momentum } from "#reference/08-optimisers/momentum.ts";
import { applies, doesNotApply, type Adapter } from "../../adapter.ts";
import { descend, onnxStep } from "../../families/optimiser.ts";
import { attribute, findInput, input } from "../../published-case.ts";

const adapter: Adapter = {
  claims: (item) =>
    (item.op === "optimizer.Momentum" && !attribute(item, "useNesterov", false)) ||
    (item.op === "Momentum" && attribute(item, "mode", "standard") === "standard"),
  answer(item) {
    if (item.op === "optimizer.Momentum") {
      const optimiser = new Momentum(item.attributes);
      return descend(item, () => optimiser);
    }
    if (input(item, "T").item() !== 0) return doesNotApply("scales the gradient, as ONNX does after the first step");
    const { learningRate, weights, gradients, state } = onnxStep(item);
    const optimiser = new Momentum({ learningRate, momentum: attribute(item, "alpha", 0) });
    optimiser.velocities = state(findInput(item, "H1") ? "H" : "V"); // one file calls them H
    return applies(...optimiser.step(weights, gradients), ...optimiser.velocities);
  },
};

export default adapter;
