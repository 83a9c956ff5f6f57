import { categoricalCrossEntropy } from "#reference/03-losses/categorical-cross-entropy.ts";
import { doesNotApply, type Adapter } from "../../adapter.ts";
import { areLogits, logitsOf, readClasses } from "../../families/classes.ts";
import { reduceAs, targetsOf } from "../../families/loss.ts";
import { attribute, type PublishedCase } from "../../published-case.ts";

const operations = [
  "softmaxCrossEntropy",
  "tfl.categoricalCrossentropy",
  "losses.CategoricalCrossentropy",
  "metrics.CategoricalCrossentropy",
  "ops.nn.categorical_crossentropy",
  "optax.softmax_cross_entropy",
  "optax.safe_softmax_cross_entropy",
  "optax.poly_loss_cross_entropy",
];

const adapter: Adapter = {
  claims: (item) => operations.includes(item.op),
  answer(item) {
    if (item.op === "optax.poly_loss_cross_entropy" && attribute(item, "epsilon", 2) !== 0)
      return doesNotApply("adds a term to the cross entropy (poly loss), which the exercise leaves out");
    const { scores, toRows, restore } = readClasses(item);
    if (scores.data.some((score) => !Number.isFinite(score)))
      return doesNotApply("has an infinite logit, where the exercise takes finite ones");
    const logits = areLogits(item) ? scores : logitsOf(item, scores);
    const targets = smooth(toRows(targetsOf(item)), item);
    return reduceAs(
      item,
      (reduction) => {
        const losses = categoricalCrossEntropy(logits, targets, { reduction });
        return reduction === "none" ? restore(losses) : losses;
      },
      "examples",
    );
  },
};

export default adapter;

/** Smoothed labels give a share to every class. */
function smooth(targets: ReturnType<typeof targetsOf>, item: PublishedCase): typeof targets {
  const smoothing = attribute(item, "label_smoothing", attribute(item, "labelSmoothing", 0));
  return targets.mul(1 - smoothing).add(smoothing / targets.shape[1]!);
}
