import { tanh, tanhBackward } from "#reference/02-activations/tanh.ts";
import { elementwise } from "../../families/elementwise.ts";

export default elementwise({
  operations: ["Tanh", "tanh", "tfl.Tanh.apply", "activations.tanh"],
  activation: "tanh",
  forward: tanh,
  backward: tanhBackward,
});
