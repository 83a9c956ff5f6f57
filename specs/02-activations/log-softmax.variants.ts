import { variants } from "#graders/spec/authoring.ts";
import { softmax } from "#reference/02-activations/softmax.ts";

export default variants<typeof import("#reference/02-activations/log-softmax.ts")>({
  "x less its log-sum-exp, and the gradient with softmax": {
    logSoftmax: (x, { axis = -1 } = {}) => {
      const highest = x.max(axis, { keepDims: true });
      return x.sub(x.sub(highest).exp().sum(axis, { keepDims: true }).log().add(highest));
    },
    logSoftmaxBackward: (x, gradOutput, { axis = -1 } = {}) =>
      gradOutput.sub(softmax(x, { axis }).mul(gradOutput.sum(axis, { keepDims: true }))),
  },
});
