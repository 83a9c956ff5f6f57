import { leakyRelu, leakyReluBackward } from "#reference/02-activations/leaky-relu.ts";
import { elementwise } from "../../families/elementwise.ts";
import { attribute, operationOf } from "../../published-case.ts";

/** The slope when a case names none. */
const defaults = new Map([
  ["LeakyRelu", 0.01],
  ["leakyRelu", 0.2],
  ["ops.nn.leaky_relu", 0.2],
]);

export default elementwise({
  operations: [
    "LeakyRelu",
    "leakyRelu",
    "layer.LeakyReLU",
    "activations.leaky_relu",
    "layers.LeakyReLU",
    "ops.nn.leaky_relu",
  ],
  forward: leakyRelu,
  backward: leakyReluBackward,
  options(item) {
    const given = attribute(item, "alpha", attribute<number | undefined>(item, "negative_slope", undefined));
    return { negativeSlope: given ?? defaults.get(operationOf(item))! };
  },
});
