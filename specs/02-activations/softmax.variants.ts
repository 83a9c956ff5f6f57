import { variants } from "#graders/spec/authoring.ts";
import { logSoftmax } from "#reference/02-activations/log-softmax.ts";
import { softmax } from "#reference/02-activations/softmax.ts";

export default variants<typeof import("#reference/02-activations/softmax.ts")>({
  "by way of the logarithm, and the Jacobian multiplied out": {
    softmax: (x, options = {}) => logSoftmax(x, options).exp(),
    softmaxBackward: (x, gradOutput, { axis = -1 } = {}) => {
      const weighted = gradOutput.mul(softmax(x, { axis }));
      return weighted.sub(softmax(x, { axis }).mul(weighted.sum(axis, { keepDims: true })));
    },
  },
});
