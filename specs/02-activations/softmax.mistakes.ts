import { softmax, softmaxBackward } from "#reference/02-activations/softmax.ts";
import { mistakes } from "#graders/spec/authoring.ts";

export default mistakes<typeof import("#reference/02-activations/softmax.ts")>({
  "no maximum subtracted": {
    looksLike: "The exponentials overflow: nothing is subtracted from the scores before exp.",
    reread: "softmax(x)_i = exp(x_i − m) / Σ_j exp(x_j − m) for any m",
    softmax: (x, { axis = -1 } = {}) => x.exp().div(x.exp().sum(axis, { keepDims: true })),
  },
  "maximum of everything": {
    looksLike: "The maximum of the whole tensor is subtracted, so a row far below it becomes 0/0.",
    reread: "softmax(x)_i = exp(x_i − max_j x_j) / …: the maximum along the axis",
    softmax: (x, { axis = -1 } = {}) => {
      const powers = x.sub(x.max()).exp();
      return powers.div(powers.sum(axis, { keepDims: true }));
    },
  },
  "sum of everything": {
    looksLike: "The exponentials are divided by the sum over the whole tensor, not along the axis.",
    reread: "softmax(x)_i = exp(x_i) / Σ_j exp(x_j): j runs along the axis",
    softmax: (x) => {
      const powers = x.sub(x.max()).exp();
      return powers.div(powers.sum());
    },
  },
  "always the last axis": {
    looksLike: "The axis that was asked for is ignored; the last one is used.",
    reread: "options.axis: the axis summed over",
    softmax: (x) => softmax(x),
  },
  "softmax applied twice": {
    looksLike: "Softmax is applied to its own result, which presses the probabilities together.",
    reread: "softmax(x)_i = exp(x_i) / Σ_j exp(x_j), of the scores x, once",
    softmax: (x, options = {}) => softmax(softmax(x, options), options),
  },
  "scores not exponentiated": {
    looksLike: "The scores themselves are divided by their sum; nothing is raised to a power.",
    reread: "softmax(x)_i = exp(x_i) / Σ_j exp(x_j)",
    softmax: (x, { axis = -1 } = {}) => x.div(x.sum(axis, { keepDims: true })),
  },
  "upstream gradient weighted, not compared": {
    looksLike: "gradOutput is multiplied by p; what each probability loses when another gains is not subtracted.",
    reread: "dL/dx_i = p_i (dL/dp_i − Σ_j dL/dp_j p_j)",
    softmaxBackward: (x, gradOutput, options = {}) => gradOutput.mul(softmax(x, options)),
  },
  "diagonal of the Jacobian": {
    looksLike:
      "Only the diagonal p (1 − p) of the Jacobian is used, as for a sigmoid; the other probabilities' share is missing.",
    reread: "dL/dx_i = p_i (dL/dp_i − Σ_j dL/dp_j p_j)",
    softmaxBackward: (x, gradOutput, { axis = -1 } = {}) => {
      const p = softmax(x, { axis });
      return gradOutput.mul(p).mul(p.neg().add(1));
    },
  },
  "scores for probabilities": {
    looksLike: "The scores stand in the formula where the probabilities belong: softmax was not applied first.",
    reread: "dL/dx_i = p_i (dL/dp_i − Σ_j dL/dp_j p_j) with p = softmax(x)",
    softmaxBackward: (x, gradOutput, { axis = -1 } = {}) =>
      x.mul(gradOutput.sub(gradOutput.mul(x).sum(axis, { keepDims: true }))),
  },
  "sum without the probabilities": {
    looksLike: "The sum that is subtracted is of dL/dp_j alone, without the weights p_j.",
    reread: "dL/dx_i = p_i (dL/dp_i − Σ_j dL/dp_j p_j)",
    softmaxBackward: (x, gradOutput, { axis = -1 } = {}) =>
      softmax(x, { axis }).mul(gradOutput.sub(gradOutput.sum(axis, { keepDims: true }))),
  },
  "always the last axis in the gradient": {
    looksLike: "The gradient is summed along the last axis, whatever axis was asked for.",
    reread: "options.axis: as in the forward pass",
    softmaxBackward: (x, gradOutput) => softmaxBackward(x, gradOutput),
  },
});
