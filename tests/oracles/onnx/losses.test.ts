import { describe, it } from "vitest";
import { logSoftmax } from "#reference/02-activations/log-softmax.ts";
import { sparseCrossEntropy } from "#reference/03-losses/sparse-cross-entropy.ts";
import { draws, expectAgreement, runNode } from "./runtime.ts";

// Of the course's losses ONNX has these two alone.
describe.each(["mean", "sum", "none"] as const)(
  "sparseCrossEntropy agrees with ONNX Runtime, reduction %s",
  (reduction) => {
    it.each(["SoftmaxCrossEntropyLoss", "NegativeLogLikelihoodLoss"])("as %s", async (op) => {
      for (const { seed, draw } of draws) {
        const drawn = draw();
        const [examples, classes] = [drawn.size(3), drawn.size(2)];
        const logits = drawn.tensor([examples, classes], -4, 4);
        const labels = drawn.integers([examples], 0, classes - 1);
        labels.data[1] = -100;
        // The second takes logarithms of probabilities.
        const x = op === "NegativeLogLikelihoodLoss" ? logSoftmax(logits) : logits;
        const expected = await runNode(op, { x, labels: { int64: labels } }, { reduction, ignore_index: -100 });
        expectAgreement(`${op} (seed ${seed})`, sparseCrossEntropy(logits, labels, { reduction }), expected);
      }
    });
  },
);
