import { Adagrad } from "#reference/08-optimisers/adagrad.ts";
import { applies, doesNotApply, type Adapter } from "../../adapter.ts";
import { descend, kerasExtrasOrDecay, onnxStep } from "../../families/optimiser.ts";
import { attribute, input } from "../../published-case.ts";

const adapter: Adapter = {
  claims: (item) =>
    ["optimizer.Adagrad", "optimizers.Adagrad"].includes(item.op) ||
    (item.op === "Adagrad" && item.file === "onnx/Optimizers"),
  answer(item) {
    if (item.op === "Adagrad") {
      if (input(item, "T").item() !== 0) return doesNotApply("lowers its learning rate with the steps");
      const { learningRate, weights, gradients, state } = onnxStep(item);
      const optimiser = new Adagrad({ learningRate, epsilon: attribute(item, "epsilon", 1e-6) });
      optimiser.sums = state("H");
      return applies(...optimiser.step(weights, gradients), ...optimiser.sums);
    }
    const extra = item.op === "optimizers.Adagrad" ? kerasExtrasOrDecay(item) : undefined;
    if (extra) return extra;
    // ε stands inside the root there: next to a sum of 0.1 and more, a millionth is far below any tolerance.
    const optimiser = new Adagrad({
      learningRate: attribute(item, "learningRate", attribute(item, "learning_rate", 0.001)),
      initialAccumulator: attribute(item, "initialAccumulatorValue", attribute(item, "initial_accumulator_value", 0.1)),
    });
    return descend(item, () => optimiser);
  },
};

export default adapter;
