import { mistakes } from "#graders/spec/authoring.ts";
import { logSoftmax } from "#reference/02-activations/log-softmax.ts";
import { softmax } from "#reference/02-activations/softmax.ts";
import {
  categoricalCrossEntropy,
  categoricalCrossEntropyBackward,
} from "#reference/03-losses/categorical-cross-entropy.ts";
import { reduce, reduceBackward } from "#reference/03-losses/reduction.ts";

export default mistakes<typeof import("#reference/03-losses/categorical-cross-entropy.ts")>({
  "shapes broadcast": {
    looksLike: "Targets of another shape are broadcast: one row serves every example, or one entry every class.",
    reread: "targets: [N, C], a row for each row of scores",
    categoricalCrossEntropy: (logits, targets, { reduction = "mean" } = {}) =>
      reduce(targets.mul(logSoftmax(logits)).sum(-1).neg(), reduction),
  },
  "mean over examples and classes": {
    looksLike: "The mean is taken over all N · C entries: the loss is divided by the number of classes too.",
    reread: "L = −(1/N) Σ_n Σ_c …: a sum over classes, a mean over examples",
    categoricalCrossEntropy: (logits, targets, { reduction = "mean" } = {}) => {
      const loss = categoricalCrossEntropy(logits, targets, { reduction });
      return reduction === "mean" ? loss.div(logits.shape[1]!) : loss;
    },
  },
  "softmax twice": {
    looksLike: "The scores go through softmax, and their softmax through the softmax of the loss.",
    reread: "p = softmax(z): once; the argument holds scores",
    categoricalCrossEntropy: (logits, ...rest) => categoricalCrossEntropy(softmax(logits), ...rest),
  },
  "softmax along the batch": {
    looksLike: "The softmax runs along the examples: the scores of one class compete, not those of one example.",
    reread: "p = softmax(z) along the classes, the last axis",
    categoricalCrossEntropy: (logits, targets, { reduction = "mean" } = {}) => {
      categoricalCrossEntropy(logits, targets); // refuses what does not fit
      const logProbabilities = logSoftmax(logits, { axis: 0 });
      return reduce(targets.mul(logProbabilities).sum(-1).neg(), reduction);
    },
  },
  "logarithm of the softmax": {
    looksLike:
      "The softmax is computed first and its logarithm taken: where a probability rounds to 0, that is -Infinity.",
    reread: "log p_nc = z_nc − log Σ_j exp(z_nj)",
    categoricalCrossEntropy: (logits, targets, { reduction = "mean" } = {}) => {
      categoricalCrossEntropy(logits, targets); // refuses what does not fit
      return reduce(targets.mul(softmax(logits).log()).sum(-1).neg(), reduction);
    },
  },
  "no maximum subtracted": {
    looksLike: "The exponentials overflow: nothing is subtracted from the scores before exp.",
    reread: "log p_nc = z_nc − m − log Σ_j exp(z_nj − m) for any m",
    categoricalCrossEntropy: (logits, targets, { reduction = "mean" } = {}) => {
      categoricalCrossEntropy(logits, targets); // refuses what does not fit
      const logProbabilities = logits.sub(logits.exp().sum(-1, { keepDims: true }).log());
      return reduce(targets.mul(logProbabilities).sum(-1).neg(), reduction);
    },
  },
  "logarithm of base 2": {
    looksLike: "The logarithm has base 2: the loss is in bits, 1.44 times what it is in nats.",
    reread: "log: the natural logarithm",
    categoricalCrossEntropy: (...args) => categoricalCrossEntropy(...args).div(Math.LN2),
  },
  "always the mean": {
    looksLike: "The mean is returned whatever reduction is asked for.",
    reread: 'options.reduction: "mean", "sum" or "none"',
    categoricalCrossEntropy: (logits, targets) => categoricalCrossEntropy(logits, targets),
  },
  "scores taken for probabilities": {
    looksLike: "The logarithm of the scores themselves is taken, as if they were probabilities.",
    reread: "log p_nc with p = softmax(z)",
    categoricalCrossEntropy: (logits, targets, { reduction = "mean" } = {}) => {
      categoricalCrossEntropy(logits, targets); // refuses what does not fit
      return reduce(targets.mul(logits.log()).sum(-1).neg(), reduction);
    },
  },
  "gradient not divided by N": {
    looksLike: "The gradient of the mean is that of the sum: the division by the number of examples is missing.",
    reread: "∂L/∂z_nc = (p_nc − y_nc) / N",
    categoricalCrossEntropyBackward: (logits, targets, gradOutput) =>
      softmax(logits)
        .sub(targets)
        .mul(gradOutput.size === 1 ? gradOutput : gradOutput.expandDims(1)),
  },
  "gradient divided by N and C": {
    looksLike: "The gradient of the mean is divided by N · C: by the number of classes too.",
    reread: "∂L/∂z_nc = (p_nc − y_nc) / N",
    categoricalCrossEntropyBackward: (logits, targets, gradOutput, { reduction = "mean" } = {}) => {
      const gradient = categoricalCrossEntropyBackward(logits, targets, gradOutput, { reduction });
      return reduction === "mean" ? gradient.div(logits.shape[1]!) : gradient;
    },
  },
  "target minus probability": {
    looksLike: "The gradient points the wrong way: it is target minus probability.",
    reread: "∂L/∂z_nc = (p_nc − y_nc) / N",
    categoricalCrossEntropyBackward: (...args) => categoricalCrossEntropyBackward(...args).neg(),
  },
  "scores minus targets": {
    looksLike: "The targets are subtracted from the scores themselves: softmax was not applied first.",
    reread: "∂L/∂z_nc = (p_nc − y_nc) / N with p = softmax(z)",
    categoricalCrossEntropyBackward: (logits, targets, gradOutput, { reduction = "mean" } = {}) =>
      logits.sub(targets).mul(reduceBackward(gradOutput, reduction, [logits.shape[0]!]).expandDims(1)),
  },
  "diagonal of the Jacobian multiplied in": {
    looksLike: "The gradient has a factor p (1 − p) too many: the softmax is already part of p − y.",
    reread: "∂L/∂z_nc = (p_nc − y_nc) / N",
    categoricalCrossEntropyBackward: (logits, ...rest) => {
      const p = softmax(logits);
      return categoricalCrossEntropyBackward(logits, ...rest)
        .mul(p)
        .mul(p.neg().add(1));
    },
  },
});
