import { hinge, multiClassHinge } from "#reference/03-losses/hinge.ts";
import { applies, doesNotApply, type Adapter, type Answer } from "../../adapter.ts";
import { reduceAs, targetsOf } from "../../families/loss.ts";
import { attribute, findInput, input, type PublishedCase } from "../../published-case.ts";

const ofTwo = [
  "hingeLoss",
  "tfl.hinge",
  "losses.Hinge",
  "metrics.Hinge",
  "optax.hinge_loss",
  "torchmetrics.hinge_loss",
  "torchmetrics.binary_hinge_loss",
];
const ofMany = [
  "optax.multiclass_hinge_loss",
  "sklearn.hinge_loss",
  "torchmetrics.multiclass_hinge_loss",
  "losses.CategoricalHinge",
  "metrics.CategoricalHinge",
  "tfl.categoricalHinge",
];
const squared = ["losses.SquaredHinge", "metrics.SquaredHinge", "tfl.squaredHinge"];

const adapter: Adapter = {
  claims: (item) => [...ofTwo, ...ofMany, ...squared].includes(item.op),
  answer(item) {
    if (squared.includes(item.op) || attribute(item, "squared", false))
      return doesNotApply("squares what is missing, which the exercise leaves out");
    const isMany = ofMany.includes(item.op) || attribute(item, "task", "binary") === "multiclass";
    return isMany ? manyClasses(item) : twoClasses(item);
  },
};

export default adapter;

/** Most libraries turn labels 0 and 1 into −1 and 1; optax and tfjs-layers take −1 and 1. */
function twoClasses(item: PublishedCase): Answer {
  const scores = input(item, "predictions", "yPred", "y_pred", "updates[0].y_pred", "preds", "predictor_outputs");
  const given = targetsOf(item);
  const labels = given.data.every((label) => label === 0 || label === 1) ? given.mul(2).sub(1) : given;
  if (labels.data.some((label) => Math.abs(label) !== 1)) return doesNotApply("has labels other than −1 and 1");
  return reduceAs(item, (reduction) => hinge(scores, labels, { reduction }), "entries");
}

/** Crammer and Singer charge the best rival alone. With two classes there is one, and the course's mean is half of its loss. */
function manyClasses(item: PublishedCase): Answer {
  const scores = findInput(item, "scores");
  if (!scores || scores.shape.at(-1) !== 2)
    return doesNotApply(
      "charges the best rival alone (Crammer and Singer), or each class apart, where the exercise charges all rivals",
    );
  const labels = input(item, "labels");
  const losses = multiClassHinge(scores.reshape([-1, 2]), labels.flatten(), { reduction: "none" }).mul(2);
  return applies(losses.reshape(labels.shape));
}
