/** Cases of optimisers: weights before, a gradient for each step, and the weights after the last. */
import type { Tensor } from "#tensor";
import { applies, type Applies, type DoesNotApply, doesNotApply } from "../adapter.ts";
import { attribute, findInput, input, type PublishedCase } from "../published-case.ts";

interface Optimiser {
  step(parameters: readonly Tensor[], gradients: readonly Tensor[]): Tensor[];
}

export function gradientsOf(item: PublishedCase): Tensor[] {
  const steps = item.inputs.length - 1;
  return Array.from({ length: steps }, (_, index) => input(item, `grad[${index}]`));
}

/** Where the optimiser leads; at each step it may be another one, such as with another ε. */
export function descend(item: PublishedCase, optimiserAt: (step: number) => Optimiser): Applies {
  let weight = input(item, "w0");
  for (const [index, gradient] of gradientsOf(item).entries()) {
    weight = optimiserAt(index + 1).step([weight], [gradient])[0]!;
  }
  return applies(weight);
}

/** What Keras has around any of its optimisers and the course has not. */
export function kerasExtras(item: PublishedCase): DoesNotApply | undefined {
  const steps = item.inputs.length - 1;
  if (typeof attribute(item, "learning_rate", 0.001) !== "number")
    return doesNotApply("gives its learning rate as code");
  if (attribute(item, "gradient_accumulation_steps", null) !== null)
    return doesNotApply("adds gradients up over several steps");
  if (attribute(item, "use_ema", false) && steps >= attribute(item, "ema_overwrite_frequency", Infinity))
    return doesNotApply("replaces the weights by their running mean");
  return undefined;
}

/** As {@link kerasExtras}, for optimisers without a decay of weights. */
export function kerasExtrasOrDecay(item: PublishedCase): DoesNotApply | undefined {
  if (attribute(item, "weight_decay", null) !== null)
    return doesNotApply("decays the weights, which is the exercise adamw");
  return kerasExtras(item);
}

/**
 * One step of ONNX, from a given state. At T = 0 the learning rate is R itself; a norm coefficient adds its share of the
 * weights to the gradients.
 */
export function onnxStep(item: PublishedCase): {
  readonly learningRate: number;
  readonly weights: readonly Tensor[];
  readonly gradients: readonly Tensor[];
  /** The inputs of that name, one for each weight. */
  readonly state: (name: string) => Tensor[];
} {
  const suffixes = findInput(item, "X") ? [""] : ["1", "2"];
  const state = (name: string): Tensor[] => suffixes.map((suffix) => input(item, name + suffix));
  const weights = state("X");
  const decay = attribute(item, "norm_coefficient", 0);
  const gradients = state("G").map((gradient, index) => gradient.add(weights[index]!.mul(decay)));
  return { learningRate: input(item, "R").item(), weights, gradients, state };
}
