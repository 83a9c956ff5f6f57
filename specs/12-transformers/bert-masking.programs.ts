import { full, Random, tensor, where, type Tensor } from "#tensor";
import type { MaskedTokens, MaskingOptions } from "#reference/12-transformers/bert-masking.ts";

type Module = typeof import("#reference/12-transformers/bert-masking.ts");

/** The options as data: special tokens are a tensor. */
interface Options {
  readonly vocabularySize: number;
  readonly maskToken: number;
  readonly specialTokens: Tensor;
  readonly probability?: number;
  readonly maskShare?: number;
  readonly randomShare?: number;
}

const withList = ({ specialTokens, ...rest }: Options): MaskingOptions => ({
  ...rest,
  specialTokens: [...specialTokens.data],
});

/** What comes back where chance plays no part: shares and probability are 0 or 1. */
export function withoutChance({ maskTokens }: Module, tokens: Tensor, options: Options): MaskedTokens {
  return maskTokens(tokens, new Random(1), withList(options));
}

/**
 * The tokens, worked out again from labels and input, whatever stream of numbers decided; the labels of special tokens; and at how many
 * places a second call with the same seed agrees.
 */
export function restored({ maskTokens }: Module, tokens: Tensor, seed: number, options: Options) {
  const given = withList(options);
  const { input, labels } = maskTokens(tokens, new Random(seed), given);
  const again = maskTokens(tokens, new Random(seed), given);
  const special = tokens.map((token) => Number(given.specialTokens.includes(token)));
  return {
    tokens: where(labels.equal(-100), input, labels),
    special: where(special, labels, 0),
    same: input.equal(again.input).mul(labels.equal(again.labels)).sum().item(),
  };
}

const vocabularySize = 12;
const maskToken = 3;
const [rows, columns] = [80, 75]; // 6,000 tokens: 7 standard deviations are a false alarm less than once in 10⁹ gradings.
/** No special token, none that is the mask. */
const ordinary = [1, 2, 4, 5, 6, 7, 8, 9, 10, 11];
const usual: MaskingOptions = { vocabularySize, maskToken, specialTokens: [0] };

/** A text in which every token but a special one comes in turn. */
function text(height: number, width: number): Tensor {
  return full([height, width], 0).map((_, place) => ordinary[place % ordinary.length]!);
}

/**
 * How many tokens are chosen, and what becomes of them when all are, in standard deviations from what is expected.
 */
export function shares({ maskTokens }: Module, seed: number) {
  const tokens = text(rows, columns);
  const random = new Random(seed);
  const chosen = maskTokens(tokens, random, usual).labels.notEqual(-100);
  const { input } = maskTokens(tokens, random, { ...usual, probability: 1 });
  const [masked, kept] = [input.equal(maskToken).sum().item(), input.equal(tokens).sum().item()];
  const byChance = 0.1 / vocabularySize; // A random token is the mask, or the right one.
  return {
    chosen: score(chosen.sum().item(), tokens.size, 0.15),
    masked: score(masked, tokens.size, 0.8 + byChance),
    kept: score(kept, tokens.size, 0.1 + byChance),
    other: score(tokens.size - masked - kept, tokens.size, 0.1 - 2 * byChance),
  };
}

/** The same with shares of one's own. */
export function ownShares(
  { maskTokens }: Module,
  seed: number,
  options: Required<Pick<MaskingOptions, "probability" | "maskShare" | "randomShare">>,
) {
  const tokens = text(rows, columns);
  const { input, labels } = maskTokens(tokens, new Random(seed), { ...usual, ...options });
  const chosen = labels.notEqual(-100);
  const count = chosen.sum().item();
  const byChance = options.randomShare / vocabularySize;
  return {
    chosen: score(count, tokens.size, options.probability),
    masked: score(input.equal(maskToken).mul(chosen).sum().item(), count, options.maskShare + byChance),
    other: score(
      input.notEqual(maskToken).mul(input.notEqual(tokens)).mul(chosen).sum().item(),
      count,
      options.randomShare - 2 * byChance,
    ),
  };
}

/** How often each token is the random one, for a text of one token, and for two neighbours the same, in standard deviations. */
export function replacements({ maskTokens }: Module, seed: number, token: number) {
  const options = { ...usual, probability: 1, maskShare: 0, randomShare: 1 };
  const { input } = maskTokens(full([rows, columns - 1], token), new Random(seed), options);
  const counts = Array.from({ length: vocabularySize }, (_, id) => input.equal(id).sum().item());
  const pairs = input.slice(null, [0, null, 2]).equal(input.slice(null, [1, null, 2]));
  return {
    each: tensor(counts.map((count) => score(count, input.size, 1 / vocabularySize))),
    pairs: score(pairs.sum().item(), pairs.size, 1 / vocabularySize),
  };
}

/** How often two places share their fate, in standard deviations: of one call and the next, of neighbouring rows and columns. */
export function company({ maskTokens }: Module, seed: number) {
  const random = new Random(seed);
  const tokens = text(rows, columns);
  const chosen = maskTokens(tokens, random, usual).labels.notEqual(-100);
  const next = maskTokens(tokens, random, usual).labels.notEqual(-100);
  const together = 0.15 ** 2 + 0.85 ** 2;
  // Only every other pair of neighbours: they have no entry in common, so the pairs are independent.
  const agreement = (a: Tensor, b: Tensor): number => score(a.equal(b).sum().item(), a.size, together);
  const even = [0, columns - 1, 2] as const;
  return {
    calls: agreement(chosen, next),
    rows: agreement(chosen.slice([0, null, 2]), chosen.slice([1, null, 2])),
    columns: agreement(chosen.slice(null, even), chosen.slice(null, [1, null, 2])),
  };
}

/** How much the numbers of chosen and of masked tokens vary from sentence to sentence, as a share of what they should vary. */
export function variation({ maskTokens }: Module, seed: number) {
  const random = new Random(seed);
  const [sentences, length] = [400, 20];
  const tokens = text(sentences, length);
  const chosen = maskTokens(tokens, random, usual).labels.notEqual(-100).sum(1);
  const masked = maskTokens(tokens, random, { ...usual, probability: 1, randomShare: 0 })
    .input.equal(maskToken)
    .sum(1);
  const ratio = (counts: Tensor, p: number): number =>
    counts
      .sub(length * p)
      .square()
      .mean()
      .item() /
    (length * p * (1 - p));
  return { chosen: ratio(chosen, 0.15), masked: ratio(masked, 0.8) };
}

/** A count of independent events in standard deviations from its expectation. */
function score(count: number, outOf: number, chance: number): number {
  return (count - outOf * chance) / Math.sqrt(outOf * chance * (1 - chance));
}
