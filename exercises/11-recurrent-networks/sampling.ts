import { NotStarted, type Random, type Tensor } from "#tensor";

export interface SamplingOptions {
  /** τ, above 0; 1 when left out. */
  readonly temperature?: number;
  /** How many tokens may be drawn; all when left out. */
  readonly topK?: number;
  /** Which share of the probability may be drawn, in (0, 1]; all of it when left out. */
  readonly topP?: number;
}

/**
 * Greedy decoding: the most likely token of each row.
 *
 * @param logits - `[N, V]` scores of the next token.
 * @returns `[N]` token ids; the first of equals.
 * @throws ShapeError - when `logits` is not `[N, V]`.
 */
export function greedy(logits: Tensor): Tensor {
  throw new NotStarted();
}

/**
 * Scores that make the distribution flatter (τ > 1) or sharper (τ < 1): their probabilities are
 * `p_i^{1/τ} / Σ_j p_j^{1/τ}`, where p = softmax(z).
 *
 * @param logits - z, `[N, V]`.
 * @param temperature - τ, above 0.
 * @returns `[N, V]`, scores, not probabilities; a score of 0 stays 0.
 * @throws ShapeError - when `logits` is not `[N, V]`.
 * @throws RangeError - when τ is not a number above 0.
 */
export function withTemperature(logits: Tensor, temperature: number): Tensor {
  throw new NotStarted();
}

/**
 * Scores in which only the k most likely tokens of each row are left.
 *
 * A token stays, with its score, when fewer than k are more likely: with equals at the border all of them stay. The others
 * get −∞, which is the probability 0.
 *
 * @param logits - `[N, V]`; −∞ for tokens that are ruled out already.
 * @param k - at least 1; V or more leaves all.
 * @returns `[N, V]`.
 * @throws ShapeError - when `logits` is not `[N, V]`.
 * @throws RangeError - when k is not an integer, at least 1.
 */
export function keepTopK(logits: Tensor, k: number): Tensor {
  throw new NotStarted();
}

/**
 * Scores in which only the most likely tokens of each row are left that together have the probability p: the nucleus.
 *
 * A token stays, with its score, when those that are more likely have less than p together. So the one with which p is
 * reached stays too, there is always one left, and equals stay or go together. The others get −∞.
 *
 * @param logits - `[N, V]`; −∞ for tokens that are ruled out already.
 * @param p - in (0, 1].
 * @returns `[N, V]`.
 * @throws ShapeError - when `logits` is not `[N, V]`.
 * @throws RangeError - when p is not in (0, 1].
 */
export function keepTopP(logits: Tensor, p: number): Tensor {
  throw new NotStarted();
}

/**
 * Draws the next token of each row, by chance.
 *
 * The scores are divided by the temperature, then cut to the top k, then to the nucleus; token i has the probability
 * `softmax(z)_i` of what is left.
 *
 * @param logits - `[N, V]`; −∞ for a token that must not come.
 * @param random - the source of all chance.
 * @returns `[N]` token ids, each drawn by itself.
 * @throws ShapeError - when `logits` is not `[N, V]`.
 * @throws RangeError - when an option is out of range.
 */
export function sample(logits: Tensor, random: Random, { temperature = 1, topK, topP }: SamplingOptions = {}): Tensor {
  throw new NotStarted();
}
