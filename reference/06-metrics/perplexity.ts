import { ShapeError, where, type Tensor } from "#tensor";
import { expectClassIds } from "#reference/03-losses/expectations.ts";
import { sparseCrossEntropy } from "#reference/03-losses/sparse-cross-entropy.ts";
import { expectOneForEach } from "#reference/06-metrics/expectations.ts";

export interface PerplexityOptions {
  /** Label of tokens that don't count, -100 when left out. */
  readonly ignoreIndex?: number;
}

/**
 * How many equally likely tokens a language model hesitates between, on the geometric mean.
 *
 * `PPL = exp(−(1/M) Σ_n log p_n[y_n])` over the M tokens that count, with p = softmax(z)
 *
 * 1 is certainty, V is what a model has that gives all V tokens the same probability. It is the exponential of the
 * cross-entropy, in whatever base both are, and 1 over the geometric mean of the probabilities of the tokens that came. When
 * no token counts it is NaN.
 *
 * @param logits - z, `[..., V]` scores of the next token, finite.
 * @param labels - y, `[...]` the tokens that came, integers in [0, V), or `ignoreIndex`.
 * @param options.ignoreIndex - label of tokens that don't count, such as padding.
 * @returns `[]`, at least 1; Infinity where the exponential overflows.
 * @throws ShapeError - when `labels` does not have the shape of `logits` without its last axis.
 * @throws RangeError - when a label is neither a token id nor `ignoreIndex`.
 * @example perplexity(tensor([[0, Math.log(3)], [0, 0]]), tensor([0, 1])) // => Math.sqrt(8)
 * @see Jelinek et al., Perplexity, a measure of the difficulty of speech recognition tasks (1977).
 */
export function perplexity(logits: Tensor, labels: Tensor, { ignoreIndex = -100 }: PerplexityOptions = {}): Tensor {
  const leading = logits.shape.slice(0, -1);
  if (labels.shape.join() !== leading.join()) {
    throw new ShapeError(
      `perplexity: labels is [${labels.shape.join(", ")}], expected [${leading.join(", ")}], ` +
        `one token for each row of logits [${logits.shape.join(", ")}].`,
    );
  }
  const rows = logits.reshape([labels.size, logits.shape.at(-1)!]); // [..., V] -> [N, V]
  expectClassIds("perplexity", labels.flatten(), rows, ignoreIndex);
  return sparseCrossEntropy(rows, labels.flatten(), { ignoreIndex }).exp();
}

/**
 * The perplexity of a whole text from those of its batches.
 *
 * `PPL = exp(Σ_b M_b log PPL_b / Σ_b M_b)` with M_b tokens in batch b
 *
 * Logarithms are averaged, not perplexities, and each token weighs the same. A batch without tokens that count has the
 * perplexity NaN and no weight.
 *
 * @param perplexities - `[B]` at least 1, or NaN where the count is 0.
 * @param counts - M, `[B]` how many tokens counted, integers, at least 0.
 * @returns `[]`, between the smallest and the largest; NaN when all counts are 0.
 * @throws ShapeError - when the two are not `[B]` with the same B, or there are no batches.
 * @throws RangeError - when a perplexity is below 1 or a count is no integer, at least 0.
 * @example combinePerplexities(tensor([2, 16]), tensor([3, 1])) // => 2 ** (7 / 4)
 */
export function combinePerplexities(perplexities: Tensor, counts: Tensor): Tensor {
  expectOneForEach("combinePerplexities", { perplexities, counts });
  for (const [batch, count] of counts.data.entries()) {
    if (Number.isInteger(count) && count >= 0) continue;
    throw new RangeError(
      `combinePerplexities: counts[${batch}] is ${count}, expected an integer, at least 0. It counts tokens.`,
    );
  }
  const low = perplexities.data.findIndex((value) => value < 1);
  if (low !== -1) {
    throw new RangeError(
      `combinePerplexities: perplexities[${low}] is ${perplexities.data[low]}, expected at least 1. ` +
        `A cross-entropy must be exponentiated first.`,
    );
  }
  const surprises = where(counts.equal(0), 0, perplexities.log().mul(counts));
  return surprises.sum().div(counts.sum()).exp();
}
