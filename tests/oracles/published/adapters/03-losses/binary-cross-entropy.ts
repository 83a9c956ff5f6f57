import { binaryCrossEntropy, binaryCrossEntropyWithLogits } from "#reference/03-losses/binary-cross-entropy.ts";
import { where, type Tensor } from "#tensor";
import { doesNotApply, type Adapter } from "../../adapter.ts";
import { isBinaryLogLoss, positiveProbabilities } from "../../families/binary.ts";
import { predictionsOf, reduceAs, targetsOf } from "../../families/loss.ts";
import { attribute, type PublishedCase } from "../../published-case.ts";

const fromLogits = ["sigmoidCrossEntropy", "tfl.sigmoidCrossEntropyWithLogits"];
const others = [
  "logLoss",
  "tfl.binaryCrossentropy",
  "losses.BinaryCrossentropy",
  "ops.nn.binary_crossentropy",
  "metrics.BinaryCrossentropy",
];

const adapter: Adapter = {
  claims: (item) => [...fromLogits, ...others].includes(item.op) || isBinaryLogLoss(item),
  answer(item) {
    const targets = smooth(targetsOf(item), item);
    if (targets.data.some((target) => target < 0 || target > 1)) return doesNotApply("has targets outside [0, 1]");
    if (fromLogits.includes(item.op) || attribute(item, "from_logits", false)) {
      const logits = predictionsOf(item);
      return reduceAs(item, (reduction) => binaryCrossEntropyWithLogits(logits, targets, { reduction }), "entries");
    }
    const probabilities = keepFromEnds(item, targets);
    return reduceAs(item, (reduction) => binaryCrossEntropy(probabilities, targets, { reduction }), "entries");
  },
};

export default adapter;

/** Smoothed labels are targets between 0 and 1. */
function smooth(targets: Tensor, item: PublishedCase): Tensor {
  const smoothing = attribute(item, "label_smoothing", attribute(item, "labelSmoothing", 0));
  return targets.mul(1 - smoothing).add(smoothing / 2);
}

/**
 * The library's guard against the logarithm of 0: Keras clips to [1e-7, 1 − 1e-7], in float32, which has no number
 * between 1 and 1 − 1.2e-7; logLoss adds 1e-7 to what it takes the
 * logarithm of, which for targets 0 and 1 moves p away from the wrong end; scikit-learn clips at the machine epsilon.
 */
function keepFromEnds(item: PublishedCase, targets: Tensor): Tensor {
  if (item.op === "sklearn.log_loss") return positiveProbabilities(item).clip(Number.EPSILON, 1 - Number.EPSILON);
  const given = predictionsOf(item);
  if (item.op !== "logLoss") return given.clip(Math.fround(1e-7), Math.fround(1 - 1e-7));
  return where(targets.equal(1), given.add(1e-7), given.sub(1e-7)).clip(0, 1);
}
