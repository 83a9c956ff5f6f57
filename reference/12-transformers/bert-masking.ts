import { tensor, where, type Random, type Tensor } from "#tensor";

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
 * @example
 * const options = { vocabularySize: 9, maskToken: 1, specialTokens: [2], probability: 1, maskShare: 1, randomShare: 0 };
 * maskTokens(tensor([[2, 5, 6]]), new Random(1), options).input // => [[2, 1, 1]]
 * @see Devlin, Chang, Lee & Toutanova, BERT (2019), section 3.1. The original code chooses 15 % of a text exactly; as in
 *   Hugging Face's collator, here each token is chosen by itself.
 */
export function maskTokens(tokens: Tensor, random: Random, options: MaskingOptions): MaskedTokens {
  const { vocabularySize, maskToken, specialTokens, probability = 0.15, maskShare = 0.8, randomShare = 0.1 } = options;
  expectChances({ probability, maskShare, randomShare, "maskShare + randomShare": maskShare + randomShare });
  expectTokens("tokens", tokens, vocabularySize);
  expectTokens("options.maskToken", tensor([maskToken]), vocabularySize);
  const ordinary = tokens.map((token) => Number(!specialTokens.includes(token)));
  const chosen = random.bernoulli(tokens.shape, probability).mul(ordinary);
  const fate = random.uniform(tokens.shape);
  const anyToken = tokens.map(() => random.integer(0, vocabularySize));
  const replaced = where(fate.less(maskShare), maskToken, where(fate.less(maskShare + randomShare), anyToken, tokens));
  return { input: where(chosen, replaced, tokens), labels: where(chosen, tokens, -100) };
}

function expectChances(named: { readonly [name: string]: number }): void {
  for (const [name, value] of Object.entries(named)) {
    if (value >= 0 && value <= 1) continue;
    throw new RangeError(`maskTokens: options.${name} is ${value}, expected a number in [0, 1]. It is a chance.`);
  }
}

function expectTokens(name: string, tokens: Tensor, vocabularySize: number): void {
  const wrong = tokens.data.findIndex((token) => !Number.isInteger(token) || token < 0 || token >= vocabularySize);
  if (wrong === -1) return;
  throw new RangeError(
    `maskTokens: ${name} holds ${tokens.data[wrong]}, expected integers in [0, ${vocabularySize}). ` +
      "Tokens are counted from 0, special ones among them.",
  );
}
