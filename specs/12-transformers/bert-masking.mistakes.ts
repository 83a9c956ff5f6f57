import { Random, where, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { maskTokens, type MaskingOptions } from "#reference/12-transformers/bert-masking.ts";

type Module = typeof import("#reference/12-transformers/bert-masking.ts");
type Chances = Required<MaskingOptions>;

/** Where a masking departs from the right one. */
interface Changes {
  readonly special?: (token: number, options: Chances) => boolean;
  readonly chosen?: (random: Random, shape: readonly number[], probability: number) => Tensor;
  readonly fate?: (random: Random, shape: readonly number[]) => Tensor;
  readonly anyToken?: (random: Random, tokens: Tensor, options: Chances) => Tensor;
  readonly shares?: (options: Chances) => readonly [mask: number, random: number];
  readonly labels?: (chosen: Tensor, tokens: Tensor, input: Tensor) => Tensor;
}

function maskWith(change: Changes): Module["maskTokens"] {
  return (tokens, random, given) => {
    maskTokens(tokens.slice([0, 1]), new Random(1), given); // refuses what it must
    const options: Chances = { probability: 0.15, maskShare: 0.8, randomShare: 0.1, ...given };
    const special = change.special ?? ((token, { specialTokens }) => specialTokens.includes(token));
    const ordinary = tokens.map((token) => (special(token, options) ? 0 : 1));
    const drawn =
      change.chosen?.(random, tokens.shape, options.probability) ?? random.bernoulli(tokens.shape, options.probability);
    const chosen = drawn.mul(ordinary);
    const fate = change.fate?.(random, tokens.shape) ?? random.uniform(tokens.shape);
    const anyToken =
      change.anyToken?.(random, tokens, options) ?? tokens.map(() => random.integer(0, options.vocabularySize));
    const [mask, other] = change.shares?.(options) ?? [options.maskShare, options.randomShare];
    const replaced = where(fate.less(mask), options.maskToken, where(fate.less(mask + other), anyToken, tokens));
    const input = where(chosen, replaced, tokens);
    return { input, labels: change.labels?.(chosen, tokens, input) ?? where(chosen, tokens, -100) };
  };
}

/** One row of numbers for all rows. */
const sameInEveryRow = (random: Random, shape: readonly number[], draw: (shape: readonly number[]) => Tensor): Tensor =>
  draw([1, shape.at(-1)!]).broadcastTo(shape);

export default mistakes<Module>({
  "special tokens masked": {
    looksLike: "Special tokens are chosen like all others.",
    reread: "Each token that is not special is chosen with chance p",
    maskTokens: maskWith({ special: () => false }),
  },
  "first special token alone spared": {
    looksLike: "Only the first of the special tokens is never chosen.",
    reread: "specialTokens: tokens that are never chosen, all of them",
    maskTokens: maskWith({ special: (token, { specialTokens }) => token === specialTokens[0] }),
  },
  "mask token spared": {
    looksLike: "The mask token is never chosen, although it is not in the list of special tokens.",
    reread: "Each token that is not special is chosen with chance p",
    maskTokens: maskWith({
      special: (token, { specialTokens, maskToken }) => specialTokens.includes(token) || token === maskToken,
    }),
  },
  "labels everywhere": {
    looksLike: "Every token is a label, whether it was chosen or not.",
    reread: "labels: the original token where it is to be predicted, elsewhere −100",
    maskTokens: maskWith({ labels: (_, tokens) => tokens }),
  },
  "labels 0 elsewhere": {
    looksLike: "Where nothing is to be predicted the label is 0, which is a token.",
    reread: "labels: elsewhere −100, which cross-entropy ignores",
    maskTokens: maskWith({ labels: (chosen, tokens) => where(chosen, tokens, 0) }),
  },
  "labels of the input": {
    looksLike: "The labels are taken from the input after the replacement, so that most of them are the mask token.",
    reread: "labels: the original token",
    maskTokens: maskWith({ labels: (chosen, _, input) => where(chosen, input, -100) }),
  },
  "labels where not chosen": {
    looksLike: "The labels stand where nothing was chosen, and −100 where something was.",
    reread: "labels: the original token where it is to be predicted, elsewhere −100",
    maskTokens: maskWith({ labels: (chosen, tokens) => where(chosen, -100, tokens) }),
  },
  "unchanged ones without a label": {
    looksLike: "A chosen token that stays as it is has no label.",
    reread: "A chosen one becomes a label, whatever it is in the input",
    maskTokens: maskWith({ labels: (_, tokens, input) => where(input.notEqual(tokens), tokens, -100) }),
  },
  "always the mask": {
    looksLike: "Every chosen token is replaced by the mask token.",
    reread: "[MASK] with chance m, a random token with chance r, itself with chance 1 − m − r",
    maskTokens: maskWith({ shares: () => [1, 0] }),
  },
  "none kept": {
    looksLike: "What is not masked is always replaced by a random token; none stays as it is.",
    reread: "itself with chance 1 − m − r",
    maskTokens: maskWith({ shares: ({ maskShare }) => [maskShare, 1 - maskShare] }),
  },
  "no random tokens": {
    looksLike: "What is not masked stays as it is; there are no random tokens.",
    reread: "a random token with chance r",
    maskTokens: maskWith({ shares: ({ maskShare }) => [maskShare, 0] }),
  },
  "share of the rest": {
    looksLike: "A random token comes with chance r of what is not masked, not of all that are chosen.",
    reread: "a random token with chance r, of the chosen ones",
    maskTokens: maskWith({ shares: ({ maskShare, randomShare }) => [maskShare, randomShare * (1 - maskShare)] }),
  },
  "shares exchanged": {
    looksLike: "The shares of the mask and of random tokens have changed places.",
    reread: "[MASK] with chance m, a random token with chance r",
    maskTokens: maskWith({ shares: ({ maskShare, randomShare }) => [randomShare, maskShare] }),
  },
  "shares not looked at": {
    looksLike: "The shares are always 80 % and 10 %, whatever is asked for.",
    reread: "p, m and r are 0.15, 0.8 and 0.1 when left out",
    maskTokens: maskWith({ shares: () => [0.8, 0.1] }),
  },
  "probability of being kept": {
    looksLike: "Tokens are chosen with chance 1 − p.",
    reread: "chosen with chance p",
    maskTokens: maskWith({ chosen: (random, shape, probability) => random.bernoulli(shape, 1 - probability) }),
  },
  "share of the text exactly": {
    looksLike: "In every sentence the same number of tokens is chosen; how many there are is not left to chance.",
    reread: "Each token is chosen with chance p, by itself",
    maskTokens: maskWith({
      chosen: (random, shape, probability) => {
        const length = shape.at(-1)!;
        const count = Math.round(length * probability);
        const ranks = random.uniform(shape);
        return ranks.map((value, place) => {
          const row = Math.floor(place / length) * length;
          const before = ranks.data.subarray(row, row + length).filter((other) => other < value).length;
          return Number(before < count);
        });
      },
    }),
  },
  "same places in every sentence": {
    looksLike: "One set of places is drawn and used for all sentences of the batch.",
    reread: "Each token is chosen with chance p, by itself",
    maskTokens: maskWith({
      chosen: (random, shape, probability) =>
        sameInEveryRow(random, shape, (row) => random.bernoulli(row, probability)),
    }),
  },
  "whole sentences": {
    looksLike: "Whole sentences are chosen, with all their tokens, or left alone.",
    reread: "Each token is chosen with chance p, by itself",
    maskTokens: maskWith({
      chosen: (random, shape, probability) =>
        random.bernoulli([...shape.slice(0, -1), 1], probability).broadcastTo(shape),
    }),
  },
  "one fate for a sentence": {
    looksLike: "Whether tokens are masked, replaced or kept is decided once for the whole sentence.",
    reread: "in the input it is [MASK] with chance m: each token by itself",
    maskTokens: maskWith({
      fate: (random, shape) => random.uniform([...shape.slice(0, -1), 1]).broadcastTo(shape),
    }),
  },
  "one random token for all": {
    looksLike: "One random token is drawn and used at all places.",
    reread: "The random token is any of the V, each equally likely, anew at every place",
    maskTokens: maskWith({
      anyToken: (random, tokens, { vocabularySize }) => {
        const one = random.integer(0, vocabularySize);
        return tokens.map(() => one);
      },
    }),
  },
  "first token never drawn": {
    looksLike: "Random tokens are counted from 1: token 0 is never among them.",
    reread: "any of the V, integers in [0, V)",
    maskTokens: maskWith({
      anyToken: (random, tokens, { vocabularySize }) => tokens.map(() => random.integer(1, vocabularySize)),
    }),
  },
  "last token never drawn": {
    looksLike: "The last token of the vocabulary is never among the random ones.",
    reread: "any of the V, integers in [0, V)",
    maskTokens: maskWith({
      anyToken: (random, tokens, { vocabularySize }) => tokens.map(() => random.integer(0, vocabularySize - 1)),
    }),
  },
  "right token never drawn": {
    looksLike: "The random token is never the right one.",
    reread: "any of the V, the right one and special ones among them",
    maskTokens: maskWith({
      anyToken: (random, tokens, { vocabularySize }) =>
        tokens.map((token) => (token + random.integer(1, vocabularySize)) % vocabularySize),
    }),
  },
  "chance of one's own": {
    looksLike: "The numbers do not come from the argument random: every call chooses the same places.",
    reread: "random: where all chance comes from",
    maskTokens: (tokens, _, options) => maskTokens(tokens, new Random(7), options),
  },
  "anything allowed": {
    looksLike: "Tokens outside the vocabulary and shares that sum to more than 1 are used as if they were right.",
    reread: "@throws RangeError",
    maskTokens: (tokens, random, options) => {
      const { probability = 0.15, maskShare = 0.8, randomShare = 0.1, specialTokens, maskToken } = options;
      const chosen = tokens.map((token) => Number(!specialTokens.includes(token) && random.number() < probability));
      const fate = random.uniform(tokens.shape);
      const anyToken = tokens.map(() => Math.floor(random.number() * options.vocabularySize));
      const replaced = where(
        fate.less(maskShare),
        maskToken,
        where(fate.less(maskShare + randomShare), anyToken, tokens),
      );
      return { input: where(chosen, replaced, tokens), labels: where(chosen, tokens, -100) };
    },
  },
});
