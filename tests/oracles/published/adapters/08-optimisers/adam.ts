import { Adam } from "#reference/08-optimisers/adam.ts";
import type { Tensor } from "#tensor";
import { applies, doesNotApply, type Adapter, type Answer } from "../../adapter.ts";
import { attribute, findInput, input, type PublishedCase } from "../../published-case.ts";

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
  return applies(
    gradientsOf(item).reduce((weight, gradient) => adam.step([weight], [gradient])[0]!, input(item, "w0")),
  );
}

/**
 * Keras folds the corrections into the learning rate, so that its ε stands beside √v. In the course's form, where it
 * stands beside √v̂, that is ε / √(1 − β₂ᵗ): another at each step.
 */
function keras(item: PublishedCase): Answer {
  const gradients = gradientsOf(item);
  if (attribute(item, "amsgrad", false) && gradients.length > 1)
    return doesNotApply("keeps the largest v so far (AMSGrad), which the exercise leaves out");
  if (attribute(item, "weight_decay", null) !== null)
    return doesNotApply("decays the weights, which is the exercise adamw");
  const options = {
    learningRate: attribute(item, "learning_rate", 0.001),
    beta1: attribute(item, "beta_1", 0.9),
    beta2: attribute(item, "beta_2", 0.999),
  };
  let weight = input(item, "w0");
  let before = new Adam(options);
  for (const [index, gradient] of gradients.entries()) {
    const epsilon = attribute(item, "epsilon", 1e-7) / Math.sqrt(1 - options.beta2 ** (index + 1));
    const adam = new Adam({ ...options, epsilon });
    Object.assign(adam, { time: before.time, means: before.means, squares: before.squares });
    weight = adam.step([weight], [gradient])[0]!;
    before = adam;
  }
  return applies(weight);
}

/** One step from a given state. At T = 0 ONNX corrects nothing, which is the course's correction after endless time. */
function onnx(item: PublishedCase): Answer {
  if (input(item, "T").item() !== 0) return doesNotApply("corrects from a time other than 0");
  const suffixes = findInput(item, "X") ? [""] : ["1", "2"];
  const all = (name: string): Tensor[] => suffixes.map((suffix) => input(item, name + suffix));
  const adam = new Adam({
    learningRate: input(item, "R").item(),
    beta1: attribute(item, "alpha", 0.9),
    beta2: attribute(item, "beta", 0.999),
    epsilon: attribute(item, "epsilon", 1e-6),
  });
  Object.assign(adam, { time: Infinity, means: all("V"), squares: all("H") });
  const weights = all("X");
  const decay = attribute(item, "norm_coefficient", 0);
  const gradients = all("G").map((gradient, index) => gradient.add(weights[index]!.mul(decay)));
  return applies(...adam.step(weights, gradients), ...adam.means, ...adam.squares);
}

function gradientsOf(item: PublishedCase): Tensor[] {
  const steps = item.inputs.length - 1;
  return Array.from({ length: steps }, (_, index) => input(item, `grad[${index}]`));
}
