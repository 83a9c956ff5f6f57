import type { Reduction } from "#reference/03-losses/reduction.ts";
import { sparseCrossEntropy } from "#reference/03-losses/sparse-cross-entropy.ts";
import { stack, tensor, type Tensor } from "#tensor";
import { applies, doesNotApply, type Adapter, type Answer } from "../../adapter.ts";
import { areLogits, logitsOf, readClasses } from "../../families/classes.ts";
import { predictionsOf, reduceAs, targetsOf, weightsOf } from "../../families/loss.ts";
import { attribute, findInput, type PublishedCase } from "../../published-case.ts";

const operations = [
  "SoftmaxCrossEntropyLoss",
  "NegativeLogLikelihoodLoss",
  "tfl.sparseCategoricalCrossentropy",
  "sklearn.log_loss",
  "losses.SparseCategoricalCrossentropy",
  "metrics.SparseCategoricalCrossentropy",
  "ops.nn.sparse_categorical_crossentropy",
];

const adapter: Adapter = {
  claims: (item) => operations.includes(item.op),
  answer(item) {
    if (item.file.startsWith("onnx/")) return onnx(item);
    return item.op === "sklearn.log_loss" ? sklearn(item) : keras(item);
  },
};

export default adapter;

/** Weights of classes are applied to the unreduced losses; the mean is by their sum. */
function onnx(item: PublishedCase): Answer {
  const { scores, restore } = readClasses(item);
  const labels = findInput(item, "y", "target")!.flatten();
  const ignoreIndex = attribute(item, "ignore_index", -100);
  if (item.op === "NegativeLogLikelihoodLoss" && !areLogProbabilities(scores))
    return doesNotApply(
      "takes its scores for logarithms of probabilities, which they are not; the exercise puts a softmax on them",
    );
  const reduction = attribute(item, "reduction", "mean") as Reduction;
  const weights = findInput(item, "w", "weight");
  const own = (kind: Reduction): Tensor => sparseCrossEntropy(scores, labels, { reduction: kind, ignoreIndex });
  if (!weights) return applies(reduction === "none" ? restore(own("none")) : own(reduction), undefined);
  const factors = labels.map((label) => (label === ignoreIndex ? 0 : weights.at(label)));
  const weighted = own("none").mul(factors);
  if (reduction === "none") return applies(restore(weighted), undefined);
  return applies(reduction === "sum" ? weighted.sum() : weighted.sum().div(factors.sum()), undefined);
}

function areLogProbabilities(scores: Tensor): boolean {
  return scores.exp().sum(-1).sub(1).abs().max().item() < 1e-4;
}

function keras(item: PublishedCase): Answer {
  const { scores, restore } = readClasses(item);
  const labels = targetsOf(item).flatten();
  const ignored = attribute<number | null>(item, "ignore_class", null);
  const logits = areLogits(item) ? scores : logitsOf(item, scores);
  const options = ignored === null ? {} : { ignoreIndex: ignored };
  if (ignored !== null && weightsOf(item))
    return doesNotApply("weights examples and ignores a class at once, which the exercise leaves out");
  const own = (reduction: Reduction): Tensor => {
    const losses = sparseCrossEntropy(logits, labels, { reduction, ...options });
    return reduction === "none" ? restore(losses) : losses;
  };
  // Keras' metric, unlike its loss, counts ignored examples in the mean.
  const countsAll = item.op.startsWith("metrics.") && ignored !== null;
  return reduceAs(
    item,
    (reduction) => (countsAll && reduction === "mean" ? own("none").mean() : own(reduction)),
    "examples",
  );
}

/** Classes are the sorted labels, or those that are listed; one column of probabilities is that of the second class. */
function sklearn(item: PublishedCase): Answer {
  const given = predictionsOf(item);
  const probabilities = given.rank === 1 ? stack([given.neg().add(1), given], 1) : given;
  const texts = attribute<readonly string[] | undefined>(item, "y_true", undefined);
  const truth: readonly (string | number)[] = texts ?? [...targetsOf(item).data];
  const classes = [...(findInput(item, "labels")?.data ?? new Set(truth))].sort((a, b) => (a < b ? -1 : 1));
  const labels = tensor(truth.map((label) => classes.indexOf(label)));
  const logits = logitsOf(item, probabilities);
  return reduceAs(item, (reduction) => sparseCrossEntropy(logits, labels, { reduction }), "examples");
}
