/** The activations that published layers end with, each from the course's own exercise. */
import { elu } from "#reference/02-activations/elu.ts";
import { leakyRelu } from "#reference/02-activations/leaky-relu.ts";
import { prelu } from "#reference/02-activations/prelu.ts";
import { relu } from "#reference/02-activations/relu.ts";
import { sigmoid } from "#reference/02-activations/sigmoid.ts";
import { softmax } from "#reference/02-activations/softmax.ts";
import { tanh } from "#reference/02-activations/tanh.ts";
import type { Tensor } from "#tensor";
import { attribute, input, type PublishedCase } from "../published-case.ts";

type Activate = (x: Tensor, item: PublishedCase) => Tensor;

const activations = new Map<string, Activate>([
  ["linear", (x) => x],
  ["relu", relu],
  ["sigmoid", sigmoid],
  ["softmax", (x) => softmax(x)],
  ["tanh", tanh],
  ["elu", (x) => elu(x)],
  ["leakyrelu", (x, item) => leakyRelu(x, { negativeSlope: attribute(item, "leakyreluAlpha", 0.2) })],
  ["prelu", (x, item) => preluBySize(x, input(item, "preluActivationWeights").flatten())],
]);

/**
 * What the case does to a result `[N, C, …]` in the end, nothing by default.
 *
 * @returns the function, or why there is none, as the reason for which the case does not apply.
 */
export function activationOf(item: PublishedCase): ((x: Tensor) => Tensor) | string {
  const name = attribute(item, "activation", "linear");
  const activate = activations.get(name);
  return activate ? (x) => activate(x, item) : `passes its result through ${name}, which the course leaves out`;
}

/** One slope, one for each channel, or one for each entry of an example: each is then a channel of its own. */
function preluBySize(x: Tensor, slopes: Tensor): Tensor {
  const isPerEntry = slopes.size > 1 && slopes.size !== x.shape[1];
  return prelu(isPerEntry ? x.reshape([x.shape[0]!, -1]) : x, slopes).reshape(x.shape);
}
