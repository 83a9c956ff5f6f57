import { variants } from "#graders/spec/authoring.ts";
import { logSoftmaxBackward } from "#reference/02-activations/log-softmax.ts";
import { softmax } from "#reference/02-activations/softmax.ts";
import { categoricalCrossEntropy } from "#reference/03-losses/categorical-cross-entropy.ts";
import { reduce, reduceBackward } from "#reference/03-losses/reduction.ts";

export default variants<typeof import("#reference/03-losses/categorical-cross-entropy.ts")>({
  "log of the sum of exponentials, less the target's score": {
    categoricalCrossEntropy: (logits, targets, { reduction = "mean" } = {}) => {
      categoricalCrossEntropy(logits, targets);
      const largest = logits.max(-1, { keepDims: true });
      const logSum = logits.sub(largest).exp().sum(-1).log().add(largest.squeeze(-1));
      return reduce(logSum.sub(targets.mul(logits).sum(-1)), reduction);
    },
  },
  "gradient through the log-softmax": {
    categoricalCrossEntropyBackward: (logits, targets, gradOutput, { reduction = "mean" } = {}) => {
      const gradLosses = reduceBackward(gradOutput, reduction, [logits.shape[0]!]).expandDims(1);
      return logSoftmaxBackward(logits, targets.mul(gradLosses).neg());
    },
  },
  "gradient for rows of any sum": {
    categoricalCrossEntropyBackward: (logits, targets, gradOutput, { reduction = "mean" } = {}) => {
      const gradLosses = reduceBackward(gradOutput, reduction, [logits.shape[0]!]).expandDims(1);
      return softmax(logits)
        .mul(targets.sum(-1, { keepDims: true }))
        .sub(targets)
        .mul(gradLosses);
    },
  },
});
