/** Recurrent layers as Keras and TensorFlow.js publish them: their sequences, masks and results. */
import type { LengthOptions } from "#reference/11-recurrent-networks/recurrent-parts.ts";
import { stack, zeros, type Tensor } from "#tensor";
import { applies, doesNotApply, type Answer } from "../adapter.ts";
import { attribute, findInput, input, type PublishedCase } from "../published-case.ts";

export interface Sequences {
  /** In the order in which the layer reads them. Steps that a mask leaves out are moved to the end, as padding. */
  readonly sequences: Tensor;
  readonly options: LengthOptions;
  /** A result for each step, back at the steps that it belongs to, 0 at those that are left out. */
  readonly restore: (output: Tensor) => Tensor;
}

export function sequencesOf(item: PublishedCase): Sequences {
  const given = input(item, "sequences", "input", "inputs");
  const backwards = flag(item, "go_backwards", "goBackwards");
  const sequences = backwards ? reversed(given) : given;
  const mask = findInput(item, "mask");
  if (!mask) return { sequences, options: {}, restore: (output) => output };
  const seen = backwards ? mask.slice(null, [null, null, -1]) : mask;
  const [batch, steps] = seen.shape as readonly [number, number];
  // For each sequence the steps that are seen, then the others.
  const orders = Array.from({ length: batch }, (_, n) =>
    [...Array(steps).keys()].toSorted((a, b) => seen.at(n, b) - seen.at(n, a)),
  );
  return {
    sequences: stack(orders.map((order, n) => sequences.slice(n).gather(order))),
    options: { lengths: seen.sum(1) },
    restore: (output) =>
      stack(orders.map((order, n) => output.slice(n).gather(order.map((_, step) => order.indexOf(step))))),
  };
}

export function reversed(sequences: Tensor): Tensor {
  return sequences.slice(null, [null, null, -1]);
}

/** What the layer gives back: a result for each step, or a state after the last. */
export function published(
  item: PublishedCase,
  { restore }: Sequences,
  output: Tensor,
  states: readonly Tensor[],
): Answer {
  const part = item.output_path?.find((entry) => typeof entry === "number") ?? 0;
  if (part > 0) return applies(states[part - 1]);
  if (!flag(item, "return_sequences", "returnSequences")) return applies(states[0]);
  if (findInput(item, "mask") && !attribute(item, "zero_output_for_mask", false))
    return doesNotApply("repeats the output at steps that are left out, where the exercise gives 0");
  return applies(restore(output));
}

/** A state from before the first step; zeros when the case gives none. */
export function initialOf(item: PublishedCase, sequences: Tensor, size: number, index = 0): Tensor {
  const names = [`initial_state[${index}]`, `state[${index}]`, ...(index === 0 ? ["initial_state"] : [])];
  return findInput(item, ...names) ?? zeros([sequences.shape[0]!, size]);
}

export function flag(item: PublishedCase, ...names: readonly string[]): boolean {
  return names.some((name) => attribute(item, name, false));
}
