import { arange, ones, Tensor } from "#tensor";

export interface VocabularyOptions {
  /** How often a token must occur, 1 when left out. */
  readonly minCount?: number;
  /** How many entries the vocabulary may have, special ones among them; any number when left out. */
  readonly maxSize?: number;
}

export interface EncodingOptions {
  /** Whether [BOS] is put before the tokens and [EOS] behind them; false when left out. */
  readonly boundaries?: boolean;
  /** How many ids there may be, [BOS] and [EOS] among them; any number when left out. */
  readonly maxLength?: number;
}

export interface DecodingOptions {
  /** Whether [PAD], [BOS] and [EOS] are kept; false when left out. */
  readonly keepSpecial?: boolean;
}

export interface PaddingOptions {
  /** T, the length of every row; that of the longest sequence when left out. */
  readonly length?: number;
  /** The end of a row where padding goes, "right" when left out. */
  readonly side?: "left" | "right";
  /** The id that fills a row up, 0 when left out. */
  readonly padId?: number;
}

export interface PaddedBatch {
  /** `[N, T]` */
  readonly ids: Tensor;
  /** `[N, T]`, 1 at ids of a sequence and 0 at padding. */
  readonly mask: Tensor;
}

export interface AttentionMaskOptions {
  /** Whether position q sees positions up to q only; false when left out. */
  readonly causal?: boolean;
}

/**
 * The tokens that a model knows. The place of a token is its id.
 *
 * First come [PAD], [UNK], [BOS], [EOS], which have the ids 0 to 3. Then come the tokens of the text, the most frequent first;
 * of tokens that are equally frequent, the one that is first in order of characters, as `<` compares texts.
 *
 * @param sentences - lists of tokens. A special token among them is not entered again.
 * @param options.minCount - leaves out tokens that occur less often in all sentences together.
 * @param options.maxSize - leaves out the last ones; at least 4.
 * @returns the vocabulary, each token once.
 * @throws RangeError - when `maxSize` is less than 4.
 * @example buildVocabulary([["to", "be", "or"], ["to", "be"]]) // => ["[PAD]", "[UNK]", "[BOS]", "[EOS]", "be", "to", "or"]
 * @see Hugging Face tokenizers, WordLevelTrainer, which has the same order and counts the size in the same way.
 */
export function buildVocabulary(
  sentences: readonly (readonly string[])[],
  { minCount = 1, maxSize = Infinity }: VocabularyOptions = {},
): string[] {
  if (!(maxSize >= special.length))
    throw new RangeError(
      `buildVocabulary: options.maxSize is ${maxSize}, expected at least ${special.length}. The special tokens count.`,
    );
  const counts = new Map<string, number>();
  for (const token of sentences.flat()) counts.set(token, (counts.get(token) ?? 0) + 1);
  const frequent = [...counts.keys()].filter((token) => counts.get(token)! >= minCount && !special.includes(token));
  const sorted = frequent.toSorted().toSorted((a, b) => counts.get(b)! - counts.get(a)!); // equal ones keep their order
  return [...special, ...sorted].slice(0, maxSize);
}

/**
 * Tokens as ids, which is what a network can read.
 *
 * A token that is not in the vocabulary becomes [UNK]. Where there are too many, the last tokens are left out, and never
 * [EOS]: without it a model can't see that a text has ended.
 *
 * @param tokens - the tokens of one text.
 * @param vocabulary - each token at the place of its id.
 * @param options.boundaries - [BOS] tells a model to begin, and learning [EOS] teaches it to stop.
 * @param options.maxLength - at least 0, with boundaries at least 2.
 * @returns the ids, integers in [0, V).
 * @throws RangeError - when `maxLength` is too small, or the vocabulary has no [UNK] and one is needed.
 * @example encode(["to", "see"], ["[PAD]", "[UNK]", "[BOS]", "[EOS]", "to"], { boundaries: true }) // => [2, 4, 1, 3]
 */
export function encode(
  tokens: readonly string[],
  vocabulary: readonly string[],
  { boundaries = false, maxLength = Infinity }: EncodingOptions = {},
): number[] {
  const least = boundaries ? 2 : 0;
  if (!(maxLength >= least))
    throw new RangeError(`encode: options.maxLength is ${maxLength}, expected at least ${least}.`);
  const ids = new Map(vocabulary.map((token, id) => [token, id]));
  const kept = tokens.slice(0, maxLength - least);
  return (boundaries ? ["[BOS]", ...kept, "[EOS]"] : kept).map((token) => {
    const id = ids.get(token) ?? ids.get("[UNK]");
    if (id !== undefined) return id;
    throw new RangeError(`encode: "${token}" is not in the vocabulary, expected a token that is, or an entry [UNK].`);
  });
}

/**
 * Ids as tokens again. What was unknown stays [UNK].
 *
 * @param ids - integers in [0, V).
 * @param vocabulary - each token at the place of its id.
 * @param options.keepSpecial - shows the padding and the boundaries too.
 * @returns the tokens, without [PAD], [BOS] and [EOS].
 * @throws RangeError - when an id is not in the vocabulary.
 * @example decode([2, 4, 1, 3, 0], ["[PAD]", "[UNK]", "[BOS]", "[EOS]", "to"]) // => ["to", "[UNK]"]
 */
export function decode(
  ids: readonly number[],
  vocabulary: readonly string[],
  { keepSpecial = false }: DecodingOptions = {},
): string[] {
  const tokens = ids.map((id, index) => {
    const token = vocabulary[id];
    if (token !== undefined) return token;
    throw new RangeError(`decode: ids[${index}] is ${id}, expected an integer in [0, ${vocabulary.length}).`);
  });
  return tokens.filter((token) => keepSpecial || !["[PAD]", "[BOS]", "[EOS]"].includes(token));
}

/**
 * Texts of different lengths in one tensor: the short ones are filled up.
 *
 * The mask says which entries are real. It comes from the lengths and not from the ids, for some models, such as GPT-2, fill
 * up with an id that means something elsewhere.
 *
 * @param sequences - N lists of ids.
 * @param options.length - T.
 * @param options.side - models that write on from the end of a text want their padding on the left.
 * @param options.padId - the id of [PAD].
 * @returns the ids and their mask, both `[N, T]`.
 * @throws RangeError - when a sequence is longer than `length`.
 * @example padBatch([[7, 8, 9], [5]]).ids // => [[7, 8, 9], [5, 0, 0]]
 * @example padBatch([[7, 8, 9], [5]]).mask // => [[1, 1, 1], [1, 0, 0]]
 */
export function padBatch(
  sequences: readonly (readonly number[])[],
  { length = Math.max(0, ...sequences.map((one) => one.length)), side = "right", padId = 0 }: PaddingOptions = {},
): PaddedBatch {
  for (const [n, { length: own }] of sequences.entries()) {
    if (own > length)
      throw new RangeError(
        `padBatch: sequences[${n}] has ${own} ids, expected at most ${length}. Cut it when it is encoded.`,
      );
  }
  const filled = (rows: typeof sequences, filling: number): Tensor => {
    const data = rows.flatMap((row) => {
      const rest = Array<number>(length - row.length).fill(filling);
      return side === "right" ? [...row, ...rest] : [...rest, ...row];
    });
    return new Tensor(data, [rows.length, length]);
  };
  const real = sequences.map((sequence) => sequence.map(() => 1));
  return { ids: filled(sequences, padId), mask: filled(real, 0) };
}

/**
 * Which positions may be looked at from which.
 *
 * `M_nqk = m_nk`, and with `causal` only where k ≤ q
 *
 * No position sees padding. What a position that is padding sees does not matter, since nobody reads what comes of it.
 *
 * @param mask - `[N, T]` m, 1 at tokens and 0 at padding.
 * @param options.causal - for models that predict the next token: they must not see it.
 * @returns `[N, T, T]` M, 1 where position q of text n may look at position k.
 * @example attentionMask(tensor([[1, 1, 0]])) // => [[[1, 1, 0], [1, 1, 0], [1, 1, 0]]]
 * @example attentionMask(tensor([[1, 1, 0]]), { causal: true }) // => [[[1, 0, 0], [1, 1, 0], [1, 1, 0]]]
 * @see Vaswani et al., Attention is all you need (2017), section 3.2.3.
 */
export function attentionMask(mask: Tensor, { causal = false }: AttentionMaskOptions = {}): Tensor {
  const length = mask.shape[1]!;
  const positions = arange(length);
  const past = positions.lessEqual(positions.expandDims(1)); // [Tq, Tk]
  return mask.expandDims(1).mul(causal ? past : ones([length, length])); // [N, 1, Tk] -> [N, Tq, Tk]
}

const special: readonly string[] = ["[PAD]", "[UNK]", "[BOS]", "[EOS]"];
