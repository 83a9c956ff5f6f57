import { softmax, softmaxBackward } from "#reference/02-activations/softmax.ts";
import { alongAxes } from "../../families/along-axes.ts";

export default alongAxes({
  operations: [
    "Softmax",
    "Softmin",
    "softmax",
    "tfl.Softmax.apply",
    "layer.Softmax",
    "activations.softmax",
    "layers.Softmax",
    "ops.nn.softmax",
  ],
  activation: "softmax",
  forward: softmax,
  backward: softmaxBackward,
});
