import { logSoftmax, logSoftmaxBackward } from "#reference/02-activations/log-softmax.ts";
import { alongAxes } from "../../families/along-axes.ts";

export default alongAxes({
  operations: ["LogSoftmax", "logSoftmax", "tfl.LogSoftmax.apply", "activations.log_softmax", "ops.nn.log_softmax"],
  activation: "logSoftmax",
  forward: logSoftmax,
  backward: logSoftmaxBackward,
});
