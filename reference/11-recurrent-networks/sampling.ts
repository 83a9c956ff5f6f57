import { ShapeError, where, type Random, type Tensor } from "#tensor";
import { softmax } from "#reference/02-activations/softmax.ts";

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
 * @example greedy(tensor([[1, 3, 2], [0, -1, 0]])) // => [1, 0]
 */
export function greedy(logits: Tensor): Tensor {
  expectRows("greedy", logits);
  return logits.argmax(1);
}

/**
 * Scores that make the distribution flatter (τ > 1) or sharper (τ < 1).
 *
 * `z_i / τ`, so that the probabilities become `p_i^{1/τ} / Σ_j p_j^{1/τ}`
 *
 * Towards τ = 0 all probability goes to the most likely token, towards τ = ∞ all tokens become equally likely.
 *
 * @param logits - z, `[N, V]`.
 * @param temperature - τ, above 0.
 * @returns `[N, V]`.
 * @throws ShapeError - when `logits` is not `[N, V]`.
 * @throws RangeError - when τ is not a number above 0.
 * @example withTemperature(tensor([[1, -3]]), 2) // => [[0.5, -1.5]]
 * @see Ackley, Hinton & Sejnowski, A learning algorithm for Boltzmann machines (1985), where τ comes from.
 */
export function withTemperature(logits: Tensor, temperature: number): Tensor {
  expectRows("withTemperature", logits);
  if (!(temperature > 0 && temperature < Infinity)) {
    throw new RangeError(
      `withTemperature: temperature is ${temperature}, expected a number above 0. What 0 would be is greedy decoding.`,
    );
  }
  return logits.div(temperature);
}

/**
 * Scores in which only the k most likely tokens of each row are left.
 *
 * A token stays when fewer than k are more likely: with equals at the border all of them stay. The others get −∞, which
 * is the probability 0.
 *
 * @param logits - `[N, V]`; −∞ for tokens that are ruled out already.
 * @param k - at least 1; V or more leaves all.
 * @returns `[N, V]`.
 * @throws ShapeError - when `logits` is not `[N, V]`.
 * @throws RangeError - when k is not an integer, at least 1.
 * @example keepTopK(tensor([[1, 3, 2]]), 2) // => [[-Infinity, 3, 2]]
 * @see Fan, Lewis & Dauphin, Hierarchical neural story generation (2018), section 5.4.
 */
export function keepTopK(logits: Tensor, k: number): Tensor {
  expectRows("keepTopK", logits);
  if (!(Number.isInteger(k) && k >= 1)) {
    throw new RangeError(`keepTopK: k is ${k}, expected an integer, at least 1. It counts tokens.`);
  }
  const moreLikely = above(logits).sum(-1); // how many
  return where(moreLikely.less(k), logits, -Infinity);
}

/**
 * Scores in which only the most likely tokens of each row are left that together have the probability p: the nucleus.
 *
 * A token stays when those that are more likely have less than p together. So the one with which p is reached stays too,
 * there is always one left, and equals stay or go together. The others get −∞.
 *
 * @param logits - `[N, V]`; −∞ for tokens that are ruled out already.
 * @param p - in (0, 1].
 * @returns `[N, V]`.
 * @throws ShapeError - when `logits` is not `[N, V]`.
 * @throws RangeError - when p is not in (0, 1].
 * @example keepTopP(tensor([[0, Math.log(3), Math.log(6)]]), 0.7) // => [[-Infinity, Math.log(3), Math.log(6)]]
 * @see Holtzman et al., The curious case of neural text degeneration (2020), section 3.1.
 */
export function keepTopP(logits: Tensor, p: number): Tensor {
  expectRows("keepTopP", logits);
  if (!(p > 0 && p <= 1)) {
    throw new RangeError(`keepTopP: p is ${p}, expected a number in (0, 1]. It is a share of the probability.`);
  }
  const probabilities = softmax(logits).expandDims(1); // [N, 1, V]
  const moreLikely = above(logits).mul(probabilities).sum(-1); // their probability
  return where(moreLikely.less(p), logits, -Infinity);
}

/**
 * Draws the next token of each row, by chance.
 *
 * The scores are divided by the temperature, then cut to the top k, then to the nucleus; token i has the probability
 * `softmax(z)_i` of what is left.
 *
 * It is drawn as `argmax_i (z_i − log(−log u_i))` with u_i uniform in (0, 1). The noise has the distribution of Gumbel,
 * with which each token wins exactly as often as softmax says.
 *
 * @param logits - `[N, V]`; −∞ for a token that must not come.
 * @param random - the source of all chance.
 * @returns `[N]` token ids, each drawn by itself.
 * @throws ShapeError - when `logits` is not `[N, V]`.
 * @throws RangeError - when an option is out of range.
 * @example sample(tensor([[0, 1, 2]]), new Random(1), { topK: 1 }) // => [2]
 * @see Maddison, Tarlow & Minka, A* sampling (2014), section 2, for the noise. The usual way is to add up the
 *   probabilities until they exceed one uniform number.
 */
export function sample(logits: Tensor, random: Random, { temperature = 1, topK, topP }: SamplingOptions = {}): Tensor {
  let left = withTemperature(logits, temperature);
  if (topK !== undefined) left = keepTopK(left, topK);
  if (topP !== undefined) left = keepTopP(left, topP);
  const noise = random.uniform(logits.shape).log().neg().log().neg();
  return greedy(left.add(noise));
}

/** [N, V] -> [N, V, V]: at [n, i, j] 1 where token j is more likely than token i. */
function above(logits: Tensor): Tensor {
  return logits.expandDims(1).greater(logits.expandDims(2));
}

function expectRows(caller: string, logits: Tensor): void {
  if (logits.rank === 2) return;
  throw new ShapeError(
    `${caller}: logits is [${logits.shape.join(", ")}], expected [N, V], a row of scores for each sequence.`,
  );
}
