import { silu, siluBackward } from "#reference/02-activations/silu.ts";
import { elementwise } from "../../families/elementwise.ts";

export default elementwise({
  operations: ["Swish", "tfl.Swish.apply", "activations.silu", "ops.nn.silu"],
  activation: "swish",
  forward: silu,
  backward: siluBackward,
});
