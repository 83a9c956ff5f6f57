import { NotStarted, type Tensor } from "#tensor";

export interface PerplexityOptions {
  /** Label of tokens that don't count, -100 when left out. */
  readonly ignoreIndex?: number;
}

/**
 * How many equally likely tokens a language model hesitates between, on the geometric mean.
 *
 * `PPL = exp(−(1/M) Σ_n log p_n[y_n])` over the M tokens that count, with p = softmax(z)
 *
 * When no token counts it is NaN.
 *
 * @param logits - z, `[..., V]` scores of the next token, finite.
 * @param labels - y, `[...]` the tokens that came, integers in [0, V), or `ignoreIndex`.
 * @param options.ignoreIndex - label of tokens that don't count, such as padding.
 * @returns `[]`, at least 1; Infinity where the exponential overflows.
 * @throws ShapeError - when `labels` does not have the shape of `logits` without its last axis.
 * @throws RangeError - when a label is neither a token id nor `ignoreIndex`.
 */
export function perplexity(logits: Tensor, labels: Tensor, { ignoreIndex = -100 }: PerplexityOptions = {}): Tensor {
  throw new NotStarted();
}

/**
 * The perplexity of a whole text from those of its batches.
 *
 * It is what `perplexity` would give for all tokens of all batches at once.
 *
 * A batch without tokens that count has the perplexity NaN and no weight.
 *
 * @param perplexities - `[B]` at least 1, or NaN where the count is 0.
 * @param counts - M, `[B]` how many tokens counted, integers, at least 0.
 * @returns `[]`, between the smallest and the largest; NaN when all counts are 0.
 * @throws ShapeError - when the two are not `[B]` with the same B, or there are no batches.
 * @throws RangeError - when a perplexity is below 1 or a count is no integer, at least 0.
 */
export function combinePerplexities(perplexities: Tensor, counts: Tensor): Tensor {
  throw new NotStarted();
}
