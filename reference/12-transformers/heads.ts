// Heads: the features of each position shared out, so that every head is a batch of sequences of its own.

import type { Tensor } from "#tensor";

/** `[N, T, D]` -> `[N, heads, T, D / heads]`; head h has the features [h d, (h + 1) d). */
export function splitHeads(x: Tensor, heads: number): Tensor {
  const [batch, length, features] = x.shape as readonly [number, number, number];
  return x.reshape([batch, length, heads, features / heads]).transpose([0, 2, 1, 3]);
}

/** `[N, heads, T, d]` -> `[N, T, heads · d]` */
export function mergeHeads(x: Tensor): Tensor {
  const [batch, heads, length, size] = x.shape as readonly [number, number, number, number];
  return x.transpose([0, 2, 1, 3]).reshape([batch, length, heads * size]);
}
