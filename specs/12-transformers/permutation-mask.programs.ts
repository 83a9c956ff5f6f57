import { arange, where, type Tensor } from "#tensor";
import type { Streams, TwoStreamParameters } from "#reference/12-transformers/permutation-mask.ts";

type Module = typeof import("#reference/12-transformers/permutation-mask.ts");

/** How much each stream changes, position by position, when the word at one place becomes another: 0 where it may not be seen. */
export function whatChanges(
  { twoStreamAttention }: Module,
  content: Tensor,
  query: Tensor,
  order: Tensor,
  parameters: TwoStreamParameters,
  place: number,
  word: Tensor,
): Streams {
  const length = order.size;
  const here = arange(length).equal(place).reshape([1, length, 1]);
  const before = twoStreamAttention(content, query, order, parameters);
  const after = twoStreamAttention(where(here, word.expandDims(1), content), query, order, parameters);
  return { content: after.content.sub(before.content), query: after.query.sub(before.query) };
}
