import { variants } from "#graders/spec/authoring.ts";
import { binaryCrossEntropy, binaryCrossEntropyWithLogits } from "#reference/03-losses/binary-cross-entropy.ts";
import { reduce, reduceBackward } from "#reference/03-losses/reduction.ts";

export default variants<typeof import("#reference/03-losses/binary-cross-entropy.ts")>({
  "softplus of the logit, turned by its target": {
    binaryCrossEntropyWithLogits: (logits, targets, { reduction = "mean" } = {}) => {
      binaryCrossEntropyWithLogits(logits, targets);
      const softplus = logits.map((z) => (z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z))));
      return reduce(softplus.sub(logits.mul(targets)), reduction);
    },
  },
  "sigmoid in its short form": {
    binaryCrossEntropyWithLogitsBackward: (logits, targets, gradOutput, { reduction = "mean" } = {}) => {
      const probabilities = logits.map((z) => 1 / (1 + Math.exp(-z)));
      return probabilities.sub(targets).mul(reduceBackward(gradOutput, reduction, logits.shape));
    },
  },
  "an entry at a time": {
    binaryCrossEntropyBackward: (probabilities, targets, gradOutput, { reduction = "mean" } = {}) => {
      const slope = probabilities.map((p, i) => (p - targets.data[i]!) / Math.max(p * (1 - p), 1e-12));
      return slope.mul(reduceBackward(gradOutput, reduction, probabilities.shape));
    },
  },
  "the probability of the target, where targets are hard": {
    binaryCrossEntropy: (probabilities, targets, { reduction = "mean" } = {}) => {
      binaryCrossEntropy(probabilities, targets); // refuses what does not fit
      const cost = (p: number): number => Math.min(-Math.log(p), 100);
      const losses = probabilities.map((p, i) => {
        const y = targets.data[i]!;
        if (y === 1) return cost(p);
        return y === 0 ? cost(1 - p) : y * cost(p) + (1 - y) * cost(1 - p);
      });
      return reduce(losses, reduction);
    },
  },
});
