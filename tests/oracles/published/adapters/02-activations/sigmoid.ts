import { sigmoid, sigmoidBackward } from "#reference/02-activations/sigmoid.ts";
import { elementwise } from "../../families/elementwise.ts";

export default elementwise({
  operations: ["Sigmoid", "sigmoid", "tfl.Sigmoid.apply", "activations.sigmoid", "ops.nn.sigmoid"],
  activation: "sigmoid",
  forward: sigmoid,
  backward: sigmoidBackward,
});
