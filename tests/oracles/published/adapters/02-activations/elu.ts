import { elu, eluBackward } from "#reference/02-activations/elu.ts";
import { elementwise } from "../../families/elementwise.ts";
import { attribute } from "../../published-case.ts";

export default elementwise({
  operations: ["Elu", "elu", "tfl.Elu.apply", "tfl.elu", "layer.ELU", "activations.elu", "layers.ELU", "ops.nn.elu"],
  activation: "elu",
  forward: elu,
  backward: eluBackward,
  options: (item) => ({ alpha: attribute(item, "alpha", 1) }),
});
