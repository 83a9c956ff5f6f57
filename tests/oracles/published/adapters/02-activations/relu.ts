import { relu, reluBackward } from "#reference/02-activations/relu.ts";
import { doesNotApply } from "../../adapter.ts";
import { elementwise } from "../../families/elementwise.ts";
import { attribute } from "../../published-case.ts";

export default elementwise({
  operations: ["Relu", "relu", "tfl.Relu.apply", "layer.ReLU", "activations.relu", "layers.ReLU", "ops.nn.relu"],
  activation: "relu",
  forward: relu,
  backward: reluBackward,
  options(item) {
    const slope = attribute(item, "negative_slope", 0);
    const limit = attribute<number | null>(item, "max_value", attribute(item, "maxValue", null));
    const threshold = attribute(item, "threshold", 0);
    if (slope !== 0) return doesNotApply("leaks below 0 (negative_slope); that is another exercise");
    if (limit !== null) return doesNotApply("is capped from above, which the exercise leaves out");
    if (threshold !== 0) return doesNotApply("has a threshold other than 0, which the exercise leaves out");
    return {};
  },
});
