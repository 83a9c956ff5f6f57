import { arange, where, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { logSoftmax } from "#reference/02-activations/log-softmax.ts";
import { softmax } from "#reference/02-activations/softmax.ts";
import { reduce } from "#reference/03-losses/reduction.ts";
import { sparseCrossEntropy, sparseCrossEntropyBackward } from "#reference/03-losses/sparse-cross-entropy.ts";

const oneHot = (logits: Tensor, labels: Tensor): Tensor => labels.expandDims(1).equal(arange(logits.shape[1]!));

export default mistakes<typeof import("#reference/03-losses/sparse-cross-entropy.ts")>({
  "labels not looked at": {
    looksLike: "A label outside [0, C) is taken: its one-hot row is empty, so the example costs nothing.",
    reread: "labels: class ids, integers in [0, C), or ignoreIndex",
    sparseCrossEntropy: (logits, labels, { reduction = "mean" } = {}) =>
      reduce(oneHot(logits, labels).mul(logSoftmax(logits)).sum(-1).neg(), reduction),
  },
  "padding in the denominator": {
    looksLike: "Ignored labels cost nothing, but the mean divides by all N examples, the ignored ones included.",
    reread: "L = Σ_n ℓ_n / M over the M examples that count",
    sparseCrossEntropy: (logits, labels, { reduction = "mean", ...options } = {}) =>
      reduce(sparseCrossEntropy(logits, labels, { ...options, reduction: "none" }), reduction),
    sparseCrossEntropyBackward: (logits, labels, gradOutput, { reduction = "mean", ...options } = {}) => {
      const factor = reduction === "mean" ? 1 / labels.size : 1;
      return sparseCrossEntropyBackward(logits, labels, gradOutput.mul(factor), {
        ...options,
        reduction: reduction === "none" ? "none" : "sum",
      });
    },
  },
  "mean over all entries": {
    looksLike:
      "The mean divides by the number of logits, examples times classes, instead of by the number of examples.",
    reread: "L = Σ_n ℓ_n / M over the M examples that count",
    sparseCrossEntropy: (logits, labels, options = {}) => {
      const loss = sparseCrossEntropy(logits, labels, options);
      return (options.reduction ?? "mean") === "mean" ? loss.div(logits.shape[1]!) : loss;
    },
  },
  "labels counted from 1": {
    looksLike: "The class before the label is taken as the right one, as if labels were counted from 1.",
    reread: "labels: class ids, integers in [0, C)",
    sparseCrossEntropy: (logits, labels, { ignoreIndex = -100, ...options } = {}) => {
      const classes = logits.shape[1]!;
      const shifted = labels.map((label) => (label === ignoreIndex ? label : (label - 1 + classes) % classes));
      return sparseCrossEntropy(logits, shifted, { ignoreIndex, ...options });
    },
  },
  "ignored labels forgotten": {
    looksLike: "Examples with the label ignoreIndex are paid for like all others.",
    reread: "An example whose label is ignoreIndex has the loss 0 and is left out of M",
    sparseCrossEntropy: (logits, labels, { reduction = "mean", labelSmoothing = 0 } = {}) => {
      const classIds = labels.map((label) => Math.max(label, 0));
      return sparseCrossEntropy(logits, classIds, { reduction, labelSmoothing });
    },
  },
  "share spread over the other classes": {
    looksLike: "The share ε is spread over the other C − 1 classes, so the label keeps exactly 1 − ε.",
    reread: "t_nc = (1 − ε) 1[c = y_n] + ε / C for every class c",
    sparseCrossEntropy: (logits, labels, { labelSmoothing = 0, ...options } = {}) => {
      // Spreading ε' = ε C / (C − 1) over all classes leaves the label 1 − ε; more than 1 is no smoothing any more.
      const classes = logits.shape[1]!;
      return sparseCrossEntropy(logits, labels, {
        ...options,
        labelSmoothing: Math.min((labelSmoothing * classes) / (classes - 1), 1),
      });
    },
  },
  "share added on top": {
    looksLike: "The share ε / C is added to a target that keeps all of its 1: the targets sum to 1 + ε.",
    reread: "t_nc = (1 − ε) 1[c = y_n] + ε / C",
    sparseCrossEntropy: (logits, labels, { labelSmoothing = 0, ...options } = {}) => {
      const plain = sparseCrossEntropy(logits, labels, options);
      const smooth = sparseCrossEntropy(logits, labels, { ...options, labelSmoothing });
      return smooth.add(plain.mul(labelSmoothing));
    },
  },
  "no smoothing": {
    looksLike: "The label smoothing that was asked for is left out.",
    reread: "t_nc = (1 − ε) 1[c = y_n] + ε / C",
    sparseCrossEntropy: (logits, labels, { labelSmoothing: _, ...options } = {}) =>
      sparseCrossEntropy(logits, labels, options),
  },
  "smoothing paid for ignored examples": {
    looksLike: "Ignored examples still pay the share ε / C of every class.",
    reread: "An example whose label is ignoreIndex has the loss 0",
    sparseCrossEntropy: (logits, labels, { labelSmoothing = 0, ignoreIndex = -100, reduction = "mean" } = {}) => {
      const plain = sparseCrossEntropy(logits, labels, { ignoreIndex, reduction: "none" });
      const spread = logSoftmax(logits).mean(-1).neg();
      const losses = plain.mul(1 - labelSmoothing).add(spread.mul(labelSmoothing));
      return reduction === "mean" ? losses.sum().div(labels.notEqual(ignoreIndex).sum()) : reduce(losses, reduction);
    },
  },
  "softmax twice": {
    looksLike: "The scores go through softmax, and their softmax through the softmax of the loss.",
    reread: "p = softmax(z): once; the argument holds scores",
    sparseCrossEntropy: (logits, ...rest) => sparseCrossEntropy(softmax(logits), ...rest),
  },
  "logarithm of the softmax": {
    looksLike:
      "The softmax is computed first and its logarithm taken: where a probability rounds to 0, that is -Infinity.",
    reread: "log p_nc = z_nc − log Σ_j exp(z_nj)",
    sparseCrossEntropy: (logits, labels, { ignoreIndex = -100, labelSmoothing = 0, reduction = "mean" } = {}) => {
      const counts = labels.notEqual(ignoreIndex);
      const logProbabilities = softmax(logits).log();
      const own = where(oneHot(logits, labels), logProbabilities, 0).sum(-1);
      const losses = own
        .mul(1 - labelSmoothing)
        .add(logProbabilities.mean(-1).mul(labelSmoothing))
        .neg()
        .mul(counts);
      return reduction === "mean" ? losses.sum().div(counts.sum()) : reduce(losses, reduction);
    },
  },
  "always the mean": {
    looksLike: "The mean is returned whatever reduction is asked for.",
    reread: 'options.reduction: "mean", "sum" or "none"',
    sparseCrossEntropy: (logits, labels, { reduction: _, ...options } = {}) =>
      sparseCrossEntropy(logits, labels, options),
  },
  "gradient of ignored examples": {
    looksLike: "Ignored examples get a gradient: their probabilities are there, though no target is subtracted.",
    reread: "∂L/∂z_nc = (p_nc − t_nc) / M, 0 for ignored examples",
    sparseCrossEntropyBackward: (
      logits,
      labels,
      gradOutput,
      { reduction = "mean", ignoreIndex = -100, labelSmoothing = 0 } = {},
    ) => {
      const targets = oneHot(logits, labels)
        .mul(1 - labelSmoothing)
        .add(labelSmoothing / logits.shape[1]!);
      const counts = labels.notEqual(ignoreIndex);
      const gradLosses = gradOutput.broadcastTo(labels.shape).div(reduction === "mean" ? counts.sum().maximum(1) : 1);
      return softmax(logits)
        .sub(targets.mul(counts.expandDims(1)))
        .mul(gradLosses.expandDims(1));
    },
  },
  "gradient without smoothing": {
    looksLike: "The gradient is that of plain labels: the smoothed targets are missing in it.",
    reread: "∂L/∂z_nc = (p_nc − t_nc) / M with t_nc = (1 − ε) 1[c = y_n] + ε / C",
    sparseCrossEntropyBackward: (logits, labels, gradOutput, { labelSmoothing: _, ...options } = {}) =>
      sparseCrossEntropyBackward(logits, labels, gradOutput, options),
  },
  "target minus probability": {
    looksLike: "The gradient points the wrong way: it is target minus probability.",
    reread: "∂L/∂z_nc = (p_nc − t_nc) / M",
    sparseCrossEntropyBackward: (...args) => sparseCrossEntropyBackward(...args).neg(),
  },
  "right class alone": {
    looksLike: "Only the entry of the label gets a gradient; the scores of the other classes raise the loss, too.",
    reread: "∂L/∂z_nc = (p_nc − t_nc) / M for every class c",
    sparseCrossEntropyBackward: (logits, labels, ...rest) =>
      sparseCrossEntropyBackward(logits, labels, ...rest).mul(oneHot(logits, labels)),
  },
  "gradient of the mean not divided": {
    looksLike:
      "The gradient of the mean is that of the sum: the division by the number of counted examples is missing.",
    reread: "∂L/∂z_nc = (p_nc − t_nc) / M",
    sparseCrossEntropyBackward: (logits, labels, gradOutput, { reduction = "mean", ...options } = {}) =>
      sparseCrossEntropyBackward(logits, labels, gradOutput, {
        ...options,
        reduction: reduction === "none" ? "none" : "sum",
      }),
  },
});
