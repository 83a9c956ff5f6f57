/** The activations that layers of other exercises end with, by their names in TensorFlow.js and Keras. */
import { relu } from "#reference/02-activations/relu.ts";
import { sigmoid } from "#reference/02-activations/sigmoid.ts";
import { softmax } from "#reference/02-activations/softmax.ts";
import { tanh } from "#reference/02-activations/tanh.ts";
import type { Tensor } from "#tensor";
import { attribute, type PublishedCase } from "../published-case.ts";

const activations = new Map<string, (x: Tensor) => Tensor>([
  ["linear", (x) => x],
  ["relu", relu],
  ["sigmoid", sigmoid],
  ["softmax", (x) => softmax(x)],
  ["tanh", tanh],
]);

/** The activation that the case asks for, none by default; a text says why it can't be given. */
export function activationOf(item: PublishedCase): ((x: Tensor) => Tensor) | string {
  const name = attribute(item, "activation", "linear");
  return activations.get(name) ?? `passes its result through ${name}, which this exercise leaves out`;
}
