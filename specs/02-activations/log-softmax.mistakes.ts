import type { Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { logSoftmax, logSoftmaxBackward } from "#reference/02-activations/log-softmax.ts";
import { softmax } from "#reference/02-activations/softmax.ts";

type Backward = typeof import("#reference/02-activations/log-softmax.ts").logSoftmaxBackward;

/** Another use of probabilities and gradOutput; `along` sums over the axis. */
function gradientBy(f: (p: Tensor, gradOutput: Tensor, along: (values: Tensor) => Tensor) => Tensor): Backward {
  return (x, gradOutput, { axis = -1 } = {}) =>
    f(softmax(x, { axis }), gradOutput, (values) => values.sum(axis, { keepDims: true }));
}

export default mistakes<typeof import("#reference/02-activations/log-softmax.ts")>({
  "logarithm of softmax": {
    looksLike: "The logarithm is taken of finished probabilities, and far below the largest score these are 0.",
    reread: "logSoftmax(x)_i = x_i − log Σ_j exp(x_j): x_i stays as it is",
    logSoftmax: (x, { axis = -1 } = {}) => softmax(x, { axis }).log(),
  },
  "no maximum subtracted": {
    looksLike: "The exponentials overflow: nothing is subtracted from the scores before exp.",
    reread: "logSoftmax(x)_i = (x_i − m) − log Σ_j exp(x_j − m) for any m",
    logSoftmax: (x, { axis = -1 } = {}) => x.sub(x.exp().sum(axis, { keepDims: true }).log()),
  },
  "maximum of everything": {
    looksLike: "The maximum of the whole tensor is subtracted, so that the sum of a row far below it is 0.",
    reread: "logSoftmax(x)_i = (x_i − m) − log Σ_j exp(x_j − m) with the maximum m along the axis",
    logSoftmax: (x, { axis = -1 } = {}) => {
      const lowered = x.sub(x.max());
      return lowered.sub(lowered.exp().sum(axis, { keepDims: true }).log());
    },
  },
  "maximum not added again": {
    looksLike: "The maximum is subtracted inside the sum, but not from x_i: the result is too large by the maximum.",
    reread: "logSoftmax(x)_i = (x_i − m) − log Σ_j exp(x_j − m): m stands twice",
    logSoftmax: (x, { axis = -1 } = {}) => logSoftmax(x, { axis }).add(x.max(axis, { keepDims: true })),
  },
  "sum of everything": {
    looksLike: "The exponentials are summed over the whole tensor, not along the axis.",
    reread: "logSoftmax(x)_i = x_i − log Σ_j exp(x_j): j runs along the axis",
    logSoftmax: (x) => logSoftmax(x.reshape([-1])).reshape(x.shape),
  },
  "always the last axis": {
    looksLike: "The axis that was asked for is ignored; the last one is used.",
    reread: "options.axis: the axis summed over",
    logSoftmax: (x) => logSoftmax(x),
  },
  "softmax minus the target": {
    looksLike: "The probabilities are subtracted from gradOutput as they are: right only where gradOutput sums to 1.",
    reread: "dL/dx_i = dL/dy_i − p_i Σ_j dL/dy_j",
    logSoftmaxBackward: gradientBy((p, gradOutput) => gradOutput.sub(p)),
  },
  "diagonal of the Jacobian": {
    looksLike: "Each entry is multiplied by 1 − p, the Jacobian's diagonal; what the other entries bring is missing.",
    reread: "dL/dx_i = dL/dy_i − p_i Σ_j dL/dy_j: a sum over all of the axis",
    logSoftmaxBackward: gradientBy((p, gradOutput) => gradOutput.mul(p.neg().add(1))),
  },
  "gradient of softmax": {
    looksLike: "This is the gradient of softmax, not of its logarithm.",
    reread: "dL/dx_i = dL/dy_i − p_i Σ_j dL/dy_j: p stands in the second term alone",
    logSoftmaxBackward: gradientBy((p, gradOutput, along) => p.mul(gradOutput.sub(along(gradOutput.mul(p))))),
  },
  "always the last axis in the gradient": {
    looksLike: "The gradient is summed along the last axis, whatever axis was asked for.",
    reread: "options.axis: as in the forward pass",
    logSoftmaxBackward: (x, gradOutput) => logSoftmaxBackward(x, gradOutput),
  },
  "sum with the probabilities inside": {
    looksLike: "The sum holds dL/dy_j p_j, as in the gradient of softmax; here it is of dL/dy_j alone.",
    reread: "dL/dx_i = dL/dy_i − p_i Σ_j dL/dy_j",
    logSoftmaxBackward: gradientBy((p, gradOutput, along) => gradOutput.sub(p.mul(along(gradOutput.mul(p))))),
  },
});
