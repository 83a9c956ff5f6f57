/** The loss alone, of a model with one feature, which is the logit: weight 1, bias 0. */
import { logisticLoss } from "#reference/04-linear-models/logistic-regression.ts";
import { ones, tensor } from "#tensor";
import { applies, doesNotApply, type Adapter } from "../../adapter.ts";
import { isBinaryLogLoss, positiveProbabilities } from "../../families/binary.ts";
import { predictionsOf, targetsOf, weightsOf } from "../../families/loss.ts";
import { attribute } from "../../published-case.ts";

const fromLogits = ["losses.BinaryCrossentropy", "metrics.BinaryCrossentropy"];

const adapter: Adapter = {
  claims: (item) =>
    isBinaryLogLoss(item) ||
    item.op === "sigmoidCrossEntropy" ||
    (fromLogits.includes(item.op) && attribute(item, "from_logits", false)),
  answer(item) {
    if (weightsOf(item)) return doesNotApply("weights its examples, which the exercise leaves out");
    if (attribute(item, "label_smoothing", attribute(item, "labelSmoothing", 0)) !== 0)
      return doesNotApply("smooths its labels, which the exercise leaves out");
    const reduction = attribute<unknown>(item, "reduction", "mean");
    if (reduction === null || item.attributes["normalize"] === false)
      return doesNotApply("asks for another reduction than the mean");
    const labels = targetsOf(item).flatten();
    if (labels.data.some((label) => label !== 0 && label !== 1))
      return doesNotApply("has labels between 0 and 1, where the exercise takes classes");
    const logits = isBinaryLogLoss(item)
      ? positiveProbabilities(item).map((p) => Math.log(p) - Math.log1p(-p))
      : predictionsOf(item);
    if (logits.data.some((logit) => !Number.isFinite(logit)))
      return doesNotApply("has a probability of 0 or 1, which no finite logit gives");
    return applies(logisticLoss(logits.reshape([-1, 1]), ones([1]), tensor(0), labels));
  },
};

export default adapter;
