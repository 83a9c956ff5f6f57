import type { Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { sigmoid } from "#reference/02-activations/sigmoid.ts";
import {
  binaryCrossEntropy,
  binaryCrossEntropyBackward,
  binaryCrossEntropyWithLogits,
  binaryCrossEntropyWithLogitsBackward,
} from "#reference/03-losses/binary-cross-entropy.ts";
import { reduce, reduceBackward } from "#reference/03-losses/reduction.ts";

const oneMinus = (x: Tensor): Tensor => x.neg().add(1);

/** The definition as it stands, with other logarithms. */
const crossEntropy = (targets: Tensor, ifOne: Tensor, ifZero: Tensor): Tensor =>
  targets.mul(ifOne).add(oneMinus(targets).mul(ifZero)).neg();

export default mistakes<typeof import("#reference/03-losses/binary-cross-entropy.ts")>({
  "first term alone": {
    looksLike: "Only y log p is summed: a target of 0 costs nothing, whatever the probability.",
    reread: "y_i log p_i + (1 − y_i) log(1 − p_i)",
    binaryCrossEntropy: (probabilities, targets, { reduction = "mean" } = {}) =>
      reduce(targets.mul(probabilities.log().maximum(-100)).neg(), reduction),
  },
  "no minus": {
    looksLike: "The log-likelihood is returned, not its negative: lower would be worse.",
    reread: "L = −(1/n) Σ_i …",
    binaryCrossEntropy: (...args) => binaryCrossEntropy(...args).neg(),
  },
  "logarithm of base 2": {
    looksLike: "The logarithm has base 2: the loss is in bits, 1.44 times what it is in nats.",
    reread: "log: the natural logarithm",
    binaryCrossEntropy: (...args) => binaryCrossEntropy(...args).div(Math.LN2),
    binaryCrossEntropyWithLogits: (...args) => binaryCrossEntropyWithLogits(...args).div(Math.LN2),
  },
  "mean over the batch alone": {
    looksLike: "The sum is divided by the size of the first axis, not by the number of entries.",
    reread: "L = −(1/n) Σ_i … over all n entries",
    binaryCrossEntropy: (probabilities, targets, { reduction = "mean" } = {}) =>
      reduction === "mean"
        ? binaryCrossEntropy(probabilities, targets, { reduction: "sum" }).div(probabilities.shape[0]!)
        : binaryCrossEntropy(probabilities, targets, { reduction }),
    binaryCrossEntropyWithLogits: (logits, targets, { reduction = "mean" } = {}) =>
      reduction === "mean"
        ? binaryCrossEntropyWithLogits(logits, targets, { reduction: "sum" }).div(logits.shape[0]!)
        : binaryCrossEntropyWithLogits(logits, targets, { reduction }),
  },
  "always the mean": {
    looksLike: "The mean is returned whatever reduction is asked for.",
    reread: 'options.reduction: "mean", "sum" or "none"',
    binaryCrossEntropy: (probabilities, targets) => binaryCrossEntropy(probabilities, targets),
    binaryCrossEntropyWithLogits: (logits, targets) => binaryCrossEntropyWithLogits(logits, targets),
  },
  "logarithm of zero": {
    looksLike: "A probability of exactly 0 or 1 gives NaN or Infinity: the logarithm of 0 is used as it is.",
    reread: "A logarithm below −100 counts as −100",
    binaryCrossEntropy: (probabilities, targets, { reduction = "mean" } = {}) =>
      reduce(crossEntropy(targets, probabilities.log(), oneMinus(probabilities).log()), reduction),
  },
  "probabilities moved away from 0 and 1": {
    looksLike: "The probabilities are clipped to [1e-7, 1 − 1e-7], as in Keras, so being certain and wrong costs 16.",
    reread: "A logarithm below −100 counts as −100",
    binaryCrossEntropy: (probabilities, targets, { reduction = "mean" } = {}) => {
      const clipped = probabilities.clip(1e-7, 1 - 1e-7);
      return reduce(crossEntropy(targets, clipped.log(), oneMinus(clipped).log()), reduction);
    },
  },
  "terms of the gradient added": {
    looksLike: "In the gradient both terms have the same sign: the inner derivative −1 of 1 − p is missing.",
    reread: "∂L/∂p_i = −y_i / p_i + (1 − y_i) / (1 − p_i)",
    binaryCrossEntropyBackward: (probabilities, targets, gradOutput, { reduction = "mean" } = {}) => {
      const slope = targets
        .div(probabilities)
        .add(oneMinus(targets).div(oneMinus(probabilities)))
        .neg();
      return slope.mul(reduceBackward(gradOutput, reduction, probabilities.shape));
    },
  },
  "target minus probability": {
    looksLike: "The gradient points the wrong way: it is built from target minus probability.",
    reread: "∂L/∂p_i = (p_i − y_i) / (p_i (1 − p_i)) / n, ∂L/∂z_i = (σ(z_i) − y_i) / n",
    binaryCrossEntropyBackward: (...args) => binaryCrossEntropyBackward(...args).neg(),
    binaryCrossEntropyWithLogitsBackward: (...args) => binaryCrossEntropyWithLogitsBackward(...args).neg(),
  },
  "gradient of the logit for that of the probability": {
    looksLike: "The gradient is p − y, which is that in the logit: the division by p (1 − p) is missing.",
    reread: "∂L/∂p_i = −y_i / p_i + (1 − y_i) / (1 − p_i)",
    binaryCrossEntropyBackward: (probabilities, targets, gradOutput, { reduction = "mean" } = {}) =>
      probabilities.sub(targets).mul(reduceBackward(gradOutput, reduction, probabilities.shape)),
  },
  "gradient divided by zero": {
    looksLike: "A probability of exactly 0 or 1 gets the gradient NaN or Infinity: p (1 − p) is 0 there.",
    reread: "p (1 − p) in the denominator counts as 1e-12 where it is smaller",
    binaryCrossEntropyBackward: (probabilities, targets, gradOutput, { reduction = "mean" } = {}) => {
      const slope = probabilities.sub(targets).div(probabilities.mul(oneMinus(probabilities)));
      return slope.mul(reduceBackward(gradOutput, reduction, probabilities.shape));
    },
  },
  "gradient of the mean not divided": {
    looksLike: "The gradient of the mean is that of the sum: the division by the number of entries is missing.",
    reread: "L = −(1/n) Σ_i …",
    binaryCrossEntropyBackward: (probabilities, targets, gradOutput) =>
      binaryCrossEntropyBackward(probabilities, targets, gradOutput.broadcastTo(targets.shape), { reduction: "none" }),
    binaryCrossEntropyWithLogitsBackward: (logits, targets, gradOutput) =>
      binaryCrossEntropyWithLogitsBackward(logits, targets, gradOutput.broadcastTo(targets.shape), {
        reduction: "none",
      }),
  },
  "logarithm of the sigmoid": {
    looksLike:
      "The sigmoid is computed first and its logarithm taken: for large logits it rounds to 1 and log 0 follows.",
    reread: "max(z, 0) − z y + log(1 + exp(−|z|)): no sigmoid, and no exponential of a positive number",
    binaryCrossEntropyWithLogits: (logits, targets, { reduction = "mean" } = {}) =>
      reduce(crossEntropy(targets, sigmoid(logits).log(), oneMinus(sigmoid(logits)).log()), reduction),
  },
  "probabilities of the sigmoid, clamped": {
    looksLike: "The logits go through sigmoid and then through the form for probabilities, where the loss ends at 100.",
    reread: "Logits of ±1000 that are wrong cost 1000",
    binaryCrossEntropyWithLogits: (logits, targets, options) => binaryCrossEntropy(sigmoid(logits), targets, options),
  },
  "exponential overflows": {
    looksLike: "log(1 + exp(z)) is computed as it stands; exp(1000) is Infinity.",
    reread: "max(z, 0) − z y + log(1 + exp(−|z|)): the exponent is never positive",
    binaryCrossEntropyWithLogits: (logits, targets, { reduction = "mean" } = {}) =>
      reduce(logits.exp().add(1).log().sub(logits.mul(targets)), reduction),
  },
  "sigmoid twice": {
    looksLike: "The logits go through sigmoid before the form for logits, which applies it again.",
    reread: "p = σ(z): once",
    binaryCrossEntropyWithLogits: (logits, targets, options) =>
      binaryCrossEntropyWithLogits(sigmoid(logits), targets, options),
  },
  "slope of the sigmoid left in": {
    looksLike: "The gradient of the logits has a factor σ (1 − σ) too many: it is that of the squared error.",
    reread: "∂L/∂z_i = (σ(z_i) − y_i) / n",
    binaryCrossEntropyWithLogitsBackward: (logits, ...rest) =>
      binaryCrossEntropyWithLogitsBackward(logits, ...rest)
        .mul(sigmoid(logits))
        .mul(sigmoid(logits.neg())),
  },
  "gradient stops at the probability": {
    looksLike: "The gradient is that of the probability σ(z), not of the logit z: the slope of the sigmoid is missing.",
    reread: "∂L/∂z_i = ∂L/∂p_i · σ(z_i) (1 − σ(z_i)) = (σ(z_i) − y_i) / n",
    binaryCrossEntropyWithLogitsBackward: (logits, ...rest) => binaryCrossEntropyBackward(sigmoid(logits), ...rest),
  },
  "sigmoid overflows": {
    looksLike: "The sigmoid is exp(z) / (1 + exp(z)) for every z; at 1000 that is Infinity / Infinity.",
    reread: "σ(z) = 1 / (1 + exp(−z))",
    binaryCrossEntropyWithLogitsBackward: (logits, targets, gradOutput, { reduction = "mean" } = {}) => {
      const probabilities = logits.exp().div(logits.exp().add(1));
      return probabilities.sub(targets).mul(reduceBackward(gradOutput, reduction, logits.shape));
    },
  },
});
