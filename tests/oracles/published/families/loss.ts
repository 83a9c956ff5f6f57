/**
 * What libraries do with the losses of single items, around the formula that the course and they share: means over the
 * last axis, weights, reductions.
 *
 * A plain mean is left to the reference. Weights, and reductions that the course leaves out, are applied here to the
 * reference's unreduced losses.
 */
import type { Reduction } from "#reference/03-losses/reduction.ts";
import { ones, Tensor } from "#tensor";
import { applies, type Answer } from "../adapter.ts";
import { attribute, findInput, input, type PublishedCase } from "../published-case.ts";

/** The reference at the case's arguments, under a reduction. */
export type Loss = (reduction: Reduction) => Tensor;

/** What the model says and what is true, by all the names that the libraries have for them. */
export function predictionsOf(item: PublishedCase): Tensor {
  return input(item, "predictions", "yPred", "y_pred", "logits", "output", "preds", "y_proba", "updates[0].y_pred");
}

export function targetsOf(item: PublishedCase): Tensor {
  const names = ["labels", "yTrue", "y_true", "multiClassLabels", "onehotLabels", "target", "targets"];
  return input(item, ...names, "updates[0].y_true");
}

/**
 * The answer of a case, from losses of one entry each (`"entries"`), or of one example each, whose classes or features
 * are already summed (`"examples"`).
 */
export function reduceAs(item: PublishedCase, loss: Loss, per: "entries" | "examples"): Answer {
  const [library, name] = [item.file.split("/")[0], item.op];
  if (name.startsWith("metrics.")) return applies(kerasMetric(item, loss, per));
  if (/^(tfa\.)?losses\./.test(name)) return applies(kerasLoss(item, loss, per));
  if (name.startsWith("tfl."))
    return applies(name === "tfl.sigmoidCrossEntropyWithLogits" ? loss("none") : perExample(loss, per));
  if (name.startsWith("optax.") || name.startsWith("ops.nn.")) return applies(loss("none"));
  if (library === "tfjs") return applies(tfjsLoss(item, loss));
  return applies(sklearnLoss(item, loss));
}

export function weightsOf(item: PublishedCase): Tensor | undefined {
  const given = attribute<number | number[] | undefined>(item, "sample_weight", undefined);
  if (given !== undefined)
    return typeof given === "number" ? new Tensor([given], []) : new Tensor(given, [given.length]);
  return findInput(item, "weights", "sample_weight", "updates[0].sample_weight");
}

/** Keras and tfjs-layers take the mean over the last axis before anything else. */
function perExample(loss: Loss, per: "entries" | "examples"): Tensor {
  const losses = loss("none");
  return per === "entries" ? losses.mean(-1) : losses;
}

function kerasLoss(item: PublishedCase, loss: Loss, per: "entries" | "examples"): Tensor {
  const weights = weightsOf(item);
  const reduction = attribute<string | null>(item, "reduction", "sum_over_batch_size");
  if (!weights && reduction === "sum_over_batch_size") return loss("mean");
  if (!weights && reduction === "sum" && per === "examples") return loss("sum");
  const losses = perExample(loss, per);
  const factors = weights ? fit(weights, losses) : ones(losses.shape);
  const weighted = losses.mul(factors);
  if (reduction === null || reduction === "none") return weighted;
  if (reduction === "sum") return weighted.sum();
  return reduction === "mean_with_sample_weight" ? weighted.sum().div(factors.sum()) : weighted.mean();
}

function kerasMetric(item: PublishedCase, loss: Loss, per: "entries" | "examples"): Tensor {
  const weights = weightsOf(item);
  if (!weights) return loss("mean");
  const losses = perExample(loss, per);
  const factors = fit(weights, losses);
  return losses.mul(factors).sum().div(factors.sum());
}

/** Keras drops a last axis of size 1 from weights, or adds one, until they broadcast. */
function fit(weights: Tensor, losses: Tensor): Tensor {
  const dropped = weights.rank > losses.rank ? weights.squeeze(-1) : weights;
  const missing = dropped.rank > 0 && dropped.rank < losses.rank;
  return (missing ? dropped.expandDims(-1) : dropped).broadcastTo(losses.shape);
}

/** Reductions 0 none, 1 mean by the sum of weights, 2 sum, 3 (the default) mean over those whose weight is not 0. */
function tfjsLoss(item: PublishedCase, loss: Loss): Tensor {
  const weights = weightsOf(item);
  const reduction = attribute(item, "reduction", 3);
  if (!weights) return loss(reduction === 0 ? "none" : reduction === 2 ? "sum" : "mean");
  const losses = loss("none");
  const weighted = losses.mul(weights);
  if (reduction === 0) return weighted;
  // Each broadcasts to the other: a matrix of weights makes a matrix of a row of losses.
  const factors = weights.mul(ones(losses.shape));
  const count = reduction === 1 ? factors.sum() : factors.notEqual(0).sum();
  return reduction === 2 ? weighted.sum() : weighted.sum().div(count);
}

/** scikit-learn averages examples (by weight), then outputs (by weight), or leaves the outputs apart. */
function sklearnLoss(item: PublishedCase, loss: Loss): Tensor {
  const [examples, outputs] = [weightsOf(item), findInput(item, "multioutput")];
  const isApart = item.attributes["multioutput"] === "raw_values";
  if (item.attributes["normalize"] === false) return loss("sum");
  if (!examples && !outputs && !isApart) return loss("mean");
  const losses = loss("none");
  const rows = losses.reshape([losses.shape[0]!, -1]);
  const factors = (examples ?? ones([rows.shape[0]!])).expandDims(1);
  const columns = rows.mul(factors).sum(0).div(factors.sum());
  if (isApart) return columns;
  return outputs ? columns.mul(outputs).sum().div(outputs.sum()) : columns.mean();
}
