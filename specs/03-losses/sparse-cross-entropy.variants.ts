import { tensor, zeros } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { logSoftmax, logSoftmaxBackward } from "#reference/02-activations/log-softmax.ts";
import { reduce } from "#reference/03-losses/reduction.ts";
import { sparseCrossEntropy } from "#reference/03-losses/sparse-cross-entropy.ts";

export default variants<typeof import("#reference/03-losses/sparse-cross-entropy.ts")>({
  "picked by index, blended with the mean over classes": {
    sparseCrossEntropy: (logits, labels, { reduction = "mean", ignoreIndex = -100, labelSmoothing = 0 } = {}) => {
      sparseCrossEntropy(logits, labels, { ignoreIndex, labelSmoothing });
      const logProbabilities = logSoftmax(logits);
      const counted = [...labels.data.keys()].filter((n) => labels.data[n] !== ignoreIndex);
      const losses = zeros(labels.shape);
      for (const n of counted) {
        const row = logProbabilities.slice(n);
        losses.data[n] = -(1 - labelSmoothing) * row.at(labels.data[n]!) - labelSmoothing * row.mean().item();
      }
      return reduction === "mean" ? tensor(losses.sum().item() / counted.length) : reduce(losses, reduction);
    },
  },
  "gradient through the log-softmax": {
    sparseCrossEntropyBackward: (
      logits,
      labels,
      gradOutput,
      { reduction = "mean", ignoreIndex = -100, labelSmoothing = 0 } = {},
    ) => {
      const [examples, classes] = logits.shape as [number, number];
      const counted = labels.notEqual(ignoreIndex).sum().item();
      const gradLog = zeros(logits.shape);
      for (let n = 0; n < examples; n++) {
        if (labels.data[n] === ignoreIndex) continue;
        const gradLoss =
          reduction === "none" ? gradOutput.at(n) : gradOutput.item() / (reduction === "mean" ? counted : 1);
        for (let c = 0; c < classes; c++) {
          const target = (c === labels.data[n] ? 1 - labelSmoothing : 0) + labelSmoothing / classes;
          gradLog.data[n * classes + c] = -gradLoss * target;
        }
      }
      return logSoftmaxBackward(logits, gradLog);
    },
  },
});
