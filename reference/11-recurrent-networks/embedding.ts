import { ShapeError, zeros, type Tensor } from "#tensor";

export interface EmbeddingOptions {
  /** The id of padding, an integer in [0, V): its row is looked up like any other, but never learns. None when left out. */
  readonly paddingIndex?: number;
}

/**
 * Embedding: a table with one row of features for each word, and each id looks up its row.
 *
 * `y_p = E[id_p]` at every position p
 *
 * The same as the product of a one-hot row with E, without multiplying by all the zeros.
 *
 * @param ids - any shape, integers in [0, V).
 * @param weight - E, `[V, D]`, a row for each of the V words of the vocabulary.
 * @param options.paddingIndex - changes the gradient alone.
 * @returns the shape of ids, and D at its end.
 * @throws ShapeError - when `weight` is not `[V, D]`.
 * @throws RangeError - when an id or the padding index is not an integer in [0, V).
 * @example embedding(tensor([2, 0]), tensor([[1, 2], [3, 4], [5, 6]])) // => [[5, 6], [1, 2]]
 * @see Bengio et al., A neural probabilistic language model (2003), section 2, where E is C; PyTorch, Embedding.
 */
export function embedding(ids: Tensor, weight: Tensor, options: EmbeddingOptions = {}): Tensor {
  expectIds("embedding", ids, weight, options);
  return weight.gather(ids);
}

/**
 * Gradient with respect to the table: each row receives what arrives at all positions that looked it up.
 *
 * `dL/dE[v] = Σ_p dL/dy_p` over the positions p with id_p = v, 0 for v = paddingIndex
 *
 * Ids are no real numbers and have no gradient.
 *
 * @param ids - as in the forward pass.
 * @param weight - as in the forward pass.
 * @param gradOutput - dL/dy, the shape of ids, and D at its end.
 * @param options.paddingIndex - the row that gets no gradient.
 * @returns `[V, D]`; zeros in the rows that were not looked up.
 * @throws as {@link embedding} does.
 * @example embeddingBackward(tensor([1, 1]), zeros([3, 1]), tensor([[2], [5]])) // => [[0], [7], [0]]
 */
export function embeddingBackward(
  ids: Tensor,
  weight: Tensor,
  gradOutput: Tensor,
  options: EmbeddingOptions = {},
): Tensor {
  expectIds("embeddingBackward", ids, weight, options);
  const width = weight.shape[1]!;
  const gradWeight = zeros(weight.shape);
  for (const [position, id] of ids.data.entries()) {
    if (id === options.paddingIndex) continue;
    for (let d = 0; d < width; d++) gradWeight.data[id * width + d]! += gradOutput.data[position * width + d]!;
  }
  return gradWeight;
}

function expectIds(name: string, ids: Tensor, weight: Tensor, { paddingIndex }: EmbeddingOptions): void {
  if (weight.rank !== 2) {
    throw new ShapeError(`${name}: weight is [${weight.shape.join(", ")}], expected [V, D], a row for each word.`);
  }
  const words = weight.shape[0]!;
  const isId = (id: number): boolean => Number.isInteger(id) && id >= 0 && id < words;
  const wrong = ids.data.findIndex((id) => !isId(id));
  if (wrong >= 0) {
    throw new RangeError(
      `${name}: ids[${wrong}] is ${ids.data[wrong]}, expected an integer in [0, ${words}). ` +
        "Ids count the rows of weight from 0.",
    );
  }
  if (paddingIndex !== undefined && !isId(paddingIndex)) {
    throw new RangeError(`${name}: paddingIndex is ${paddingIndex}, expected an integer in [0, ${words}).`);
  }
}
