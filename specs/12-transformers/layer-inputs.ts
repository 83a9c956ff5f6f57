// Parameters of the parts of a Transformer, drawn so that no gradient dies on the way through several of them. With
// `layers`, `[L]`, they are those of several layers, with a first axis that counts them.

import { arange, type Tensor } from "#tensor";
import type { Draw } from "#graders/spec/authoring.ts";

/** Queries and keys of moderate size, or the softmax would put all weight on one key and have no slope. */
export function drawAttention(draw: Draw, features: number, layers: readonly number[] = []) {
  const weight = (size: number): Tensor => draw.tensor([...layers, features, features], -size, size);
  const bias = (): Tensor => draw.tensor([...layers, features], -1, 1);
  return {
    weightQuery: weight(0.6),
    biasQuery: bias(),
    weightKey: weight(0.6),
    biasKey: bias(),
    weightValue: weight(1.5),
    biasValue: bias(),
    weightOutput: weight(1.5),
    biasOutput: bias(),
  };
}

export function drawFeedForward(draw: Draw, features: number, hidden: number, layers: readonly number[] = []) {
  return {
    weightHidden: draw.tensor([...layers, hidden, features], -1, 1),
    biasHidden: draw.tensor([...layers, hidden], -1, 1),
    weightOutput: draw.tensor([...layers, features, hidden], -1, 1),
    biasOutput: draw.tensor([...layers, features], -1, 1),
  };
}

export function drawNorm(draw: Draw, features: number, layers: readonly number[] = []) {
  const shape = [...layers, features];
  const signs = draw.choices(shape, [-1, 1, 1]);
  return { gamma: draw.tensor(shape, 0.5, 2).mul(signs), beta: draw.tensor(shape, -1, 1) };
}

/** Features that the heads share out: at least three, since the norm of two is a sign. */
export function drawHeads(draw: Draw): { readonly heads: number; readonly features: number } {
  return draw.pick([
    { heads: 1, features: 3 },
    { heads: 2, features: 4 },
    { heads: 2, features: 6 },
    { heads: 3, features: 6 },
  ]);
}

/** Each key is padding one time in three; of several sequences one is nothing else, so that its queries see nothing. */
export function drawMask(draw: Draw, [batch, sources]: readonly [number, number]): Tensor {
  const mask = draw.choices([batch, sources], [0, 1, 1]);
  const empty = batch === 1 ? -1 : draw.integer(0, batch - 1);
  return mask.mul(arange(batch).notEqual(empty).reshape([batch, 1]));
}

/** One head is the default, and not always said. */
export function headsOption(draw: Draw, heads: number): { readonly heads?: number } {
  return heads === 1 && draw.boolean() ? {} : { heads };
}
