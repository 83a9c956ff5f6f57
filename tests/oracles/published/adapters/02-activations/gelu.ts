import { gelu, geluBackward, type GeluOptions } from "#reference/02-activations/gelu.ts";
import { elementwise } from "../../families/elementwise.ts";
import { attribute } from "../../published-case.ts";

export default elementwise<GeluOptions>({
  operations: ["Gelu", "tfl.Gelu.apply", "tfl.GeluNew.apply", "activations.gelu", "ops.nn.gelu"],
  forward: gelu,
  backward: geluBackward,
  // ONNX names the form, tfjs has two functions, Keras a flag that each of its two functions sets otherwise.
  options(item) {
    const isTanh = item.op === "tfl.GeluNew.apply" || item.op === "ops.nn.gelu";
    const given = attribute<string | boolean>(item, "approximate", isTanh);
    return { approximate: given === true || given === "tanh" ? "tanh" : "none" };
  },
});
