import { NotStarted, type Random, type Tensor } from "#tensor";

export interface MaskingOptions {
  /** V: tokens are integers in [0, V). */
  readonly vocabularySize: number;
  /** The token that stands for a hidden one. */
  readonly maskToken: number;
  /** Tokens that are never chosen, such as [CLS], [SEP] and padding. */
  readonly specialTokens: readonly number[];
  /** The chance of every other token to be chosen, in [0, 1]; 0.15 when left out. */
  readonly probability?: number;
  /** The share of the chosen ones that are replaced by the mask token; 0.8 when left out. */
  readonly maskShare?: number;
  /** The share of the chosen ones that are replaced by a random token; 0.1 when left out. */
  readonly randomShare?: number;
}

export interface MaskedTokens {
  /** What the model gets to see. */
  readonly input: Tensor;
  /** The original token where it is to be predicted, elsewhere −100, which cross-entropy ignores. */
  readonly labels: Tensor;
}

/**
 * Hides some tokens of a text, to train a model that fills the gaps by what stands on both sides.
 *
 * Each token that is not special is chosen with chance p, by itself. A chosen one becomes a label, and in the input it is
 * `[MASK] with chance m, a random token with chance r, itself with chance 1 − m − r`
 *
 * The random token is any of the V, each equally likely, the right one and special ones among them. Later, when the model
 * is used, there are no masks: the last two cases keep it from relying on them.
 *
 * @param tokens - `[N, T]` token ids, integers in [0, V).
 * @param random - where all chance comes from.
 * @param options - p, m and r are 0.15, 0.8 and 0.1 when left out.
 * @returns input and labels, both of the shape of `tokens`.
 * @throws RangeError - when a token or the mask token is not in [0, V), a chance not in [0, 1], or m + r above 1.
 * @see Devlin, Chang, Lee & Toutanova, BERT (2019), section 3.1. The original code chooses 15 % of a text exactly; as in
 *   Hugging Face's collator, here each token is chosen by itself.
 */
export function maskTokens(
  tokens: Tensor,
  random: Random,
  { vocabularySize, maskToken, specialTokens, probability = 0.15, maskShare = 0.8, randomShare = 0.1 }: MaskingOptions,
): MaskedTokens {
  throw new NotStarted();
}
