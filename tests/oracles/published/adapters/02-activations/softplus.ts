import { softplus, softplusBackward } from "#reference/02-activations/softplus.ts";
import { elementwise } from "../../families/elementwise.ts";

export default elementwise({
  operations: ["Softplus", "softplus", "tfl.Softplus.apply", "activations.softplus", "ops.nn.softplus"],
  activation: "softplus",
  forward: softplus,
  backward: softplusBackward,
});
