import { linear, linearBackward } from "#reference/02-activations/linear.ts";
import { elementwise } from "../../families/elementwise.ts";

export default elementwise({
  operations: ["tfl.Linear.apply"],
  activation: "linear",
  forward: linear,
  backward: linearBackward,
});
