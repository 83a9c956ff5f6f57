import { BatchNorm, batchNorm } from "#reference/09-initialisation-and-regularisation/batch-norm.ts";
import type { Tensor } from "#tensor";
import { applies, doesNotApply, type Adapter, type Answer } from "../../adapter.ts";
import { readNormalisation, type Normalisation } from "../../families/normalisation.ts";
import {
  attribute,
  findInput,
  gradOutputOf,
  input,
  inputAt,
  isGradient,
  operationOf,
  type PublishedCase,
} from "../../published-case.ts";

const operations = new Set([
  "BatchNormalization",
  "batchNorm2d",
  "batchNorm3d",
  "batchNorm4d",
  "tfl.normalizeBatchInTraining",
  "tfl.batchNormalization",
  "layer.BatchNormalization",
  "layers.BatchNormalization",
  "ops.nn.batch_normalization",
]);

const biasedVariance = "keeps the biased variance as its running variance, where the exercise keeps the unbiased one";

const adapter: Adapter = {
  claims: (item) => operations.has(operationOf(item)),
  answer(item) {
    if (item.op === "tfl.normalizeBatchInTraining") return normaliseBatch(item);
    if (findInput(item, "mask")) return doesNotApply("masks examples of its batch, which the exercise leaves out");
    if (attribute(item, "renorm", false))
      return doesNotApply("renormalises (batch renorm), which the exercise leaves out");
    const parts = readNormalisation(item);
    const inTraining =
      attribute(item, "training_mode", 0) === 1 || attribute(item, "call", { training: false }).training;
    if (isGradient(item)) return backward(item, parts);
    return inTraining ? train(item, parts) : applies(parts.leave(evaluating(parts).forward(parts.x)));
  },
};

export default adapter;

/** The layer with the statistics that the case gives. */
function evaluating({ gamma, beta, mean, variance, epsilon, keep }: Normalisation): BatchNorm {
  const layer = new BatchNorm(gamma.size, { epsilon, momentum: 1 - keep });
  return Object.assign(layer, { gamma, beta, runningMean: mean, runningVariance: variance, training: false });
}

function train(item: PublishedCase, parts: Normalisation): Answer {
  const layer = evaluating(parts);
  layer.training = true;
  const output = parts.leave(layer.forward(parts.x));
  const wanted = item.outputs.map(({ name }) => {
    if (/(output_|moving_)mean$/.test(name)) return layer.runningMean;
    return /(output_var|moving_variance)$/.test(name) ? undefined : output;
  });
  return wanted.every((one) => one === undefined) ? doesNotApply(biasedVariance) : applies(...wanted);
}

/** Under given statistics, as in evaluation. */
function backward(item: PublishedCase, parts: Normalisation): Answer {
  const { x, enter, leave } = parts;
  const gradOutput = enter(gradOutputOf(item, inputAt(item, 0)!.shape));
  const { gradInput, gradGamma, gradBeta } = evaluating(parts).backward(x, gradOutput);
  const byName: { [name: string]: Tensor } = { x: leave(gradInput), scale: gradGamma, offset: gradBeta };
  const wrt = String(item.wrt);
  const gradient = byName[wrt];
  return gradient
    ? applies(gradient.reshape(input(item, wrt).shape))
    : doesNotApply("asks for the gradient with respect to the statistics, which the exercise takes as constants");
}

/** What is left after the reduced axes are the channels; the case asks for the result, the means or the variances. */
function normaliseBatch(item: PublishedCase): Answer {
  const x = input(item, "x");
  const [part] = item.output_path as [number];
  if (part === 2) return doesNotApply(biasedVariance);
  const reduced = attribute<number[]>(item, "reductionAxes", []);
  const kept = [...Array(x.rank).keys()].filter((axis) => !reduced.includes(axis));
  const order = [...reduced, ...kept];
  const moved = x.transpose(order);
  const channels = kept.map((axis) => x.shape[axis]!);
  const rows = moved.reshape([-1, channels.reduce((size, length) => size * length, 1)]);
  const [gamma, beta] = [input(item, "gamma").flatten(), input(item, "beta").flatten()];
  const epsilon = attribute(item, "epsilon", 1e-3);
  if (part === 0)
    return applies(
      batchNorm(rows, gamma, beta, { epsilon })
        .reshape(moved.shape)
        .transpose(order.map((_, one) => order.indexOf(one))),
    );
  const layer = new BatchNorm(gamma.size, { epsilon, momentum: 1 });
  layer.forward(rows);
  return applies(layer.runningMean.reshape(channels));
}
