import { silu, siluBackward } from "#reference/02-activations/silu.ts";
import { doesNotApply } from "../../adapter.ts";
import { elementwise } from "../../families/elementwise.ts";
import { attribute } from "../../published-case.ts";

export default elementwise({
  operations: ["Swish", "tfl.Swish.apply", "activations.silu", "ops.nn.silu"],
  activation: "swish",
  forward: silu,
  backward: siluBackward,
  options: (item) =>
    attribute(item, "alpha", 1) === 1
      ? {}
      : doesNotApply("has a steepness other than 1, which the exercise leaves out"),
});
