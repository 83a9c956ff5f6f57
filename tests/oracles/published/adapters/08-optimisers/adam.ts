import { Adam } from "#reference/08-optimisers/adam.ts";
import { applies, doesNotApply, type Adapter, type Answer } from "../../adapter.ts";
import { descend, gradientsOf, onnxStep } from "../../families/optimiser.ts";
import { attribute, input, type PublishedCase } from "../../published-case.ts";

const adapter: Adapter = {
  claims: (item) =>
    ["optimizer.Adam", "optimizers.Adam"].includes(item.op) || (item.op === "Adam" && item.file === "onnx/Optimizers"),
  answer(item) {
    if (item.op === "optimizer.Adam") return tfjs(item);
    return item.op === "Adam" ? onnx(item) : keras(item);
  },
};

export default adapter;

function tfjs(item: PublishedCase): Answer {
  const adam = new Adam(item.attributes);
  return descend(item, () => adam);
}

/**
 * Keras folds the corrections into the learning rate, so that its ε stands beside √v. In the course's form, where it
 * stands beside √v̂, that is ε / √(1 − β₂ᵗ): another at each step.
 */
function keras(item: PublishedCase): Answer {
  if (attribute(item, "amsgrad", false) && gradientsOf(item).length > 1)
    return doesNotApply("keeps the largest v so far (AMSGrad), which the exercise leaves out");
  if (attribute(item, "weight_decay", null) !== null)
    return doesNotApply("decays the weights, which is the exercise adamw");
  const options = {
    learningRate: attribute(item, "learning_rate", 0.001),
    beta1: attribute(item, "beta_1", 0.9),
    beta2: attribute(item, "beta_2", 0.999),
  };
  let before = new Adam(options);
  return descend(item, (step) => {
    const epsilon = attribute(item, "epsilon", 1e-7) / Math.sqrt(1 - options.beta2 ** step);
    const { time, means, squares } = before;
    before = Object.assign(new Adam({ ...options, epsilon }), { time, means, squares });
    return before;
  });
}

/** One step from a given state. At T = 0 ONNX corrects nothing, which is the course's correction after endless time. */
function onnx(item: PublishedCase): Answer {
  if (input(item, "T").item() !== 0) return doesNotApply("corrects from a time other than 0");
  const { learningRate, weights, gradients, state } = onnxStep(item);
  const adam = new Adam({
    learningRate,
    beta1: attribute(item, "alpha", 0.9),
    beta2: attribute(item, "beta", 0.999),
    epsilon: attribute(item, "epsilon", 1e-6),
  });
  Object.assign(adam, { time: Infinity, means: state("V"), squares: state("H") });
  return applies(...adam.step(weights, gradients), ...adam.means, ...adam.squares);
}
