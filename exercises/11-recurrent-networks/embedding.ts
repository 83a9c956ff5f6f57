import { NotStarted, type Tensor } from "#tensor";

export interface EmbeddingOptions {
  /** The id of padding, an integer in [0, V): its row is looked up like any other, but never learns. None when left out. */
  readonly paddingIndex?: number;
}

/**
 * Embedding: a table with one row of features for each word, and each id looks up its row.
 *
 * `y_p = E[id_p]` at every position p
 *
 * @param ids - any shape, integers in [0, V).
 * @param weight - E, `[V, D]`, a row for each of the V words of the vocabulary.
 * @param options.paddingIndex - changes the gradient alone.
 * @returns the shape of ids, and D at its end.
 * @throws ShapeError - when `weight` is not `[V, D]`.
 * @throws RangeError - when an id or the padding index is not an integer in [0, V).
 */
export function embedding(ids: Tensor, weight: Tensor, options: EmbeddingOptions = {}): Tensor {
  throw new NotStarted();
}

/**
 * Gradient with respect to the table.
 *
 * @param ids - as in the forward pass.
 * @param weight - as in the forward pass.
 * @param gradOutput - dL/dy, the shape of ids, and D at its end.
 * @param options.paddingIndex - the row that gets no gradient.
 * @returns `[V, D]`.
 * @throws as {@link embedding} does.
 */
export function embeddingBackward(
  ids: Tensor,
  weight: Tensor,
  gradOutput: Tensor,
  options: EmbeddingOptions = {},
): Tensor {
  throw new NotStarted();
}
