import { arange, ones, tensor, where, zeros } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { attentionMask, buildVocabulary, decode, encode, padBatch } from "#reference/05-data/vocabulary.ts";

type Module = typeof import("#reference/05-data/vocabulary.ts");
type Entry = readonly [token: string, count: number];

const special: readonly string[] = ["[PAD]", "[UNK]", "[BOS]", "[EOS]"];

interface Built {
  /** The order of entries with their counts. */
  readonly order?: (a: Entry, b: Entry) => number;
  readonly keeps?: (entry: Entry, minCount: number) => boolean;
  readonly join?: (tokens: readonly string[], maxSize: number) => string[];
  /** What is counted of each sentence. */
  readonly counted?: (sentence: readonly string[]) => readonly string[];
}

/** A vocabulary whose tokens are counted, chosen, sorted or joined in another way. */
function buildWith({
  order = ([a, m], [b, n]) => n - m || (a < b ? -1 : 1),
  keeps = ([token, count], minCount) => count >= minCount && !special.includes(token),
  join = (tokens, maxSize) => [...special, ...tokens].slice(0, maxSize),
  counted = (sentence) => sentence,
}: Built): Module["buildVocabulary"] {
  return (sentences, { minCount = 1, maxSize = Infinity } = {}) => {
    buildVocabulary([], { maxSize }); // refuses what it must
    const counts = new Map<string, number>();
    for (const token of sentences.flatMap(counted)) counts.set(token, (counts.get(token) ?? 0) + 1);
    const entries = [...counts].filter((entry) => keeps(entry, minCount)).toSorted(order);
    return join(
      entries.map(([token]) => token),
      maxSize,
    );
  };
}

/** Encoding that finds ids in its own way. */
function encodeBy(idOf: (token: string, vocabulary: readonly string[]) => number | undefined): Module["encode"] {
  return (tokens, vocabulary, options = {}) => {
    encode([], vocabulary, options); // refuses what it must
    const { boundaries = false, maxLength = Infinity } = options;
    const kept = tokens.slice(0, maxLength - (boundaries ? 2 : 0));
    return (boundaries ? ["[BOS]", ...kept, "[EOS]"] : kept).flatMap((token) => idOf(token, vocabulary) ?? []);
  };
}

const idIn = (token: string, vocabulary: readonly string[]): number =>
  vocabulary.includes(token) ? vocabulary.indexOf(token) : vocabulary.indexOf("[UNK]");

export default mistakes<Module>({
  "equals as met": {
    looksLike: "Of tokens that are equally frequent, the one that was met first comes first.",
    reread: "of tokens that are equally frequent, the one that is first in order of characters",
    buildVocabulary: buildWith({ order: ([, m], [, n]) => n - m }),
  },
  "equals backwards": {
    looksLike: "Of tokens that are equally frequent, the one that is last in order of characters comes first.",
    reread: "of tokens that are equally frequent, the one that is first in order of characters",
    buildVocabulary: buildWith({ order: ([a, m], [b, n]) => n - m || (a < b ? 1 : -1) }),
  },
  "equals as in a dictionary": {
    looksLike:
      "Tokens are compared as in a dictionary of some language (localeCompare), which differs from machine to machine.",
    reread: "in order of characters, as < compares texts",
    buildVocabulary: buildWith({ order: ([a, m], [b, n]) => n - m || a.localeCompare(b, "en") }),
  },
  "rarest first": {
    looksLike: "The rarest tokens come first.",
    reread: "the most frequent first",
    buildVocabulary: buildWith({ order: ([a, m], [b, n]) => m - n || (a < b ? -1 : 1) }),
  },
  "by alphabet alone": {
    looksLike: "The tokens are sorted by their characters alone, however frequent they are.",
    reread: "the most frequent first",
    buildVocabulary: buildWith({ order: ([a], [b]) => (a < b ? -1 : 1) }),
  },
  "as met": {
    looksLike: "The tokens stand in the order in which they were met.",
    reread: "the most frequent first",
    buildVocabulary: buildWith({ order: () => 0 }),
  },
  "more often than the least count": {
    looksLike: "Tokens that occur exactly minCount times are left out.",
    reread: "options.minCount: leaves out tokens that occur less often",
    buildVocabulary: buildWith({
      keeps: ([token, count], minCount) => count > minCount && !special.includes(token),
    }),
  },
  "rare tokens kept": {
    looksLike: "Rare tokens are kept: minCount is not looked at.",
    reread: "options.minCount: leaves out tokens that occur less often",
    buildVocabulary: buildWith({ keeps: ([token]) => !special.includes(token) }),
  },
  "special tokens besides": {
    looksLike: "The special tokens come on top of the largest size.",
    reread: "options.maxSize: special ones among them",
    buildVocabulary: (sentences, { maxSize = Infinity, ...options } = {}) => {
      buildVocabulary([], { maxSize });
      return buildVocabulary(sentences, { ...options, maxSize: maxSize + special.length });
    },
  },
  "any size": {
    looksLike: "The vocabulary grows beyond its largest size.",
    reread: "options.maxSize: leaves out the last ones",
    buildVocabulary: (sentences, { maxSize = Infinity, ...options } = {}) => {
      buildVocabulary([], { maxSize });
      return buildVocabulary(sentences, options);
    },
  },
  "special tokens last": {
    looksLike: "The special tokens stand at the end, so that their ids depend on the text.",
    reread: "First come [PAD], [UNK], [BOS], [EOS]",
    buildVocabulary: buildWith({ join: (tokens, size) => [...tokens.slice(0, size - special.length), ...special] }),
  },
  "special tokens twice": {
    looksLike: "A special token that the text holds is entered once more.",
    reread: "A special token among them is not entered again",
    buildVocabulary: buildWith({ keeps: ([, count], minCount) => count >= minCount }),
  },
  "once a sentence": {
    looksLike: "A token counts once for each sentence that has it.",
    reread: "in all sentences together",
    buildVocabulary: buildWith({ counted: (sentence) => [...new Set(sentence)] }),
  },
  "no size refused": {
    looksLike: "A size that has no room for the special tokens is taken.",
    reread: "@throws RangeError: maxSize is less than 4",
    buildVocabulary: (sentences, { maxSize = Infinity, ...options } = {}) =>
      buildVocabulary(sentences, { ...options, maxSize: Math.max(4, maxSize) }).slice(0, maxSize),
  },
  "unknown tokens dropped": {
    looksLike: "Unknown tokens are dropped.",
    reread: "A token that is not in the vocabulary becomes [UNK]",
    encode: encodeBy((token, vocabulary) => (vocabulary.includes(token) ? vocabulary.indexOf(token) : undefined)),
  },
  "unknown as −1": {
    looksLike: "Unknown tokens have the id −1, which indexOf gives.",
    reread: "A token that is not in the vocabulary becomes [UNK]",
    encode: encodeBy((token, vocabulary) => vocabulary.indexOf(token)),
  },
  "unknown as padding": {
    looksLike: "Unknown tokens have the id 0, which is that of the padding.",
    reread: "A token that is not in the vocabulary becomes [UNK]",
    encode: encodeBy((token, vocabulary) => Math.max(0, vocabulary.indexOf(token))),
  },
  "0 taken for missing": {
    looksLike: "The first entry of the vocabulary is taken for unknown: its id, 0, is falsy.",
    reread: "the place of a token is its id",
    encode: encodeBy((token, vocabulary) => {
      const id = idIn(token, vocabulary);
      return id === 0 ? vocabulary.indexOf("[UNK]") : id;
    }),
  },
  "ids from 1": {
    looksLike: "Ids are counted from 1.",
    reread: "the ids, integers in [0, V)",
    encode: encodeBy((token, vocabulary) => idIn(token, vocabulary) + 1),
  },
  "boundaries always": {
    looksLike: "[BOS] and [EOS] are put in without being asked for.",
    reread: "options.boundaries: false when left out",
    encode: (tokens, vocabulary, { maxLength } = {}) =>
      encode(tokens, vocabulary, { boundaries: true, ...(maxLength === undefined ? {} : { maxLength }) }),
  },
  "no boundaries": {
    looksLike: "[BOS] and [EOS] are never put in.",
    reread: "options.boundaries: whether [BOS] is put before the tokens and [EOS] behind them",
    encode: (tokens, vocabulary, { maxLength } = {}) =>
      encode(tokens, vocabulary, maxLength === undefined ? {} : { maxLength }),
  },
  "end cut off": {
    looksLike: "Where a text is too long, [EOS] is cut off with the last tokens.",
    reread: "the last tokens are left out, and never [EOS]",
    encode: (tokens, vocabulary, options = {}) => {
      const { maxLength, ...others } = options;
      encode([], vocabulary, options);
      return encode(tokens, vocabulary, others).slice(0, maxLength);
    },
  },
  "boundaries not counted": {
    looksLike: "[BOS] and [EOS] come on top of the largest length.",
    reread: "options.maxLength: [BOS] and [EOS] among them",
    encode: (tokens, vocabulary, options = {}) => {
      const { maxLength = Infinity, boundaries = false } = options;
      encode([], vocabulary, options);
      return encode(tokens.slice(0, maxLength), vocabulary, { boundaries });
    },
  },
  "first tokens left out": {
    looksLike: "Where a text is too long, its first tokens are left out.",
    reread: "the last tokens are left out",
    encode: (tokens, vocabulary, options = {}) => {
      encode([], vocabulary, options);
      const { maxLength = Infinity, boundaries = false } = options;
      const room = maxLength - (boundaries ? 2 : 0);
      return encode(tokens.slice(Math.max(0, tokens.length - room)), vocabulary, { boundaries });
    },
  },
  "never cut": {
    looksLike: "No text is cut: maxLength is not looked at.",
    reread: "options.maxLength: how many ids there may be",
    encode: (tokens, vocabulary, options = {}) => {
      encode([], vocabulary, options);
      return encode(tokens, vocabulary, { boundaries: options.boundaries ?? false });
    },
  },
  "unknown hidden": {
    looksLike: "[UNK] is left out with the other special tokens.",
    reread: "What was unknown stays [UNK]",
    decode: (ids, vocabulary, options = {}) =>
      decode(ids, vocabulary, options).filter((token) => options.keepSpecial || token !== "[UNK]"),
  },
  "special tokens shown": {
    looksLike: "Padding and boundaries are always shown.",
    reread: "the tokens, without [PAD], [BOS] and [EOS]",
    decode: (ids, vocabulary) => decode(ids, vocabulary, { keepSpecial: true }),
  },
  "special tokens hidden": {
    looksLike: "Padding and boundaries are never shown.",
    reread: "options.keepSpecial: shows the padding and the boundaries too",
    decode: (ids, vocabulary) => decode(ids, vocabulary),
  },
  "padding alone hidden": {
    looksLike: "Padding is left out, and the boundaries are not.",
    reread: "the tokens, without [PAD], [BOS] and [EOS]",
    decode: (ids, vocabulary, options = {}) =>
      decode(ids, vocabulary, { keepSpecial: true }).filter((token) => options.keepSpecial || token !== "[PAD]"),
  },
  "ends at padding": {
    looksLike: "Decoding ends at the first padding, also where that stands on the left.",
    reread: "the tokens, without [PAD], [BOS] and [EOS]: wherever these stand",
    decode: (ids, vocabulary, options = {}) => {
      const tokens = decode(ids, vocabulary, { keepSpecial: true });
      const end = options.keepSpecial ? -1 : tokens.indexOf("[PAD]");
      return decode(end < 0 ? ids : ids.slice(0, end), vocabulary, options);
    },
  },
  "counted from the end": {
    looksLike: "A negative id is counted from the end, and others that are none become [UNK].",
    reread: "@throws RangeError: an id is not in the vocabulary",
    decode: (ids, vocabulary, options) =>
      ids.flatMap((id) => {
        const token = vocabulary.at(id) ?? "[UNK]";
        return decode([0], [token], options);
      }),
  },
  "mask from the ids": {
    looksLike: "The mask is 0 at every id that equals the padding's, also within a sequence.",
    reread: "It comes from the lengths and not from the ids",
    padBatch: (sequences, options = {}) => {
      const { ids } = padBatch(sequences, options);
      return { ids, mask: ids.notEqual(options.padId ?? 0) };
    },
  },
  "mask inverted": {
    looksLike: "The mask is 1 at padding and 0 at tokens.",
    reread: "1 at ids of a sequence and 0 at padding",
    padBatch: (sequences, options) => {
      const { ids, mask } = padBatch(sequences, options);
      return { ids, mask: mask.equal(0) };
    },
  },
  "all masks 1": {
    looksLike: "The mask is 1 everywhere.",
    reread: "1 at ids of a sequence and 0 at padding",
    padBatch: (sequences, options) => {
      const { ids } = padBatch(sequences, options);
      return { ids, mask: ones(ids.shape) };
    },
  },
  "mask on the right": {
    looksLike: "The mask has its zeros on the right, also where padding is on the left.",
    reread: "The mask says which entries are real",
    padBatch: (sequences, options) => ({
      ids: padBatch(sequences, options).ids,
      mask: padBatch(sequences, { ...options, side: "right" }).mask,
    }),
  },
  "padding on the left": {
    looksLike: "Padding is always put on the left.",
    reread: 'options.side: "right" when left out',
    padBatch: (sequences, options) => padBatch(sequences, { ...options, side: "left" }),
  },
  "padding on the right": {
    looksLike: "Padding is always put on the right.",
    reread: "options.side: the end of a row where padding goes",
    padBatch: (sequences, options) => padBatch(sequences, { ...options, side: "right" }),
  },
  "filled with 0": {
    looksLike: "Rows are filled up with 0, whatever the id of the padding is.",
    reread: "options.padId: the id that fills a row up",
    padBatch: (sequences, options) => padBatch(sequences, { ...options, padId: 0 }),
  },
  "length of the longest": {
    looksLike: "Rows are always as long as the longest sequence.",
    reread: "options.length: T, the length of every row",
    padBatch: (sequences, options = {}) => {
      padBatch(sequences, options);
      const { length: _, ...others } = options;
      return padBatch(sequences, others);
    },
  },
  "cut in silence": {
    looksLike: "Sequences that are too long are cut without a word.",
    reread: "@throws RangeError: a sequence is longer than length",
    padBatch: (sequences, options = {}) =>
      padBatch(
        sequences.map((sequence) => sequence.slice(0, options.length)),
        options,
      ),
  },
  "rows of padding hidden": {
    looksLike: "The rows of the padding are 0, and not its columns.",
    reread: "M_nqk = m_nk: k is the position that is looked at",
    attentionMask: (mask, options) => {
      const seen = attentionMask(ones(mask.shape), options);
      return seen.mul(mask.expandDims(2));
    },
  },
  "padding sees nothing": {
    looksLike: "The rows of the padding are 0 too, so that a softmax along them divides by 0.",
    reread: "M_nqk = m_nk: whatever q is",
    attentionMask: (mask, options) => attentionMask(mask, options).mul(mask.expandDims(2)),
  },
  "sees what comes later": {
    looksLike: "With causal, positions see what comes later and not what came before.",
    reread: "only where k ≤ q",
    attentionMask: (mask, { causal = false } = {}) => {
      const [positions] = [arange(mask.shape[1]!)];
      const seen = attentionMask(mask);
      return causal ? seen.mul(positions.greaterEqual(positions.expandDims(1))) : seen;
    },
  },
  "does not see itself": {
    looksLike: "With causal, a position does not see itself.",
    reread: "only where k ≤ q: q itself too",
    attentionMask: (mask, { causal = false } = {}) => {
      const positions = arange(mask.shape[1]!);
      const seen = attentionMask(mask);
      return causal ? seen.mul(positions.less(positions.expandDims(1))) : seen;
    },
  },
  "causal forgotten": {
    looksLike: "causal is not looked at.",
    reread: "with causal only where k ≤ q",
    attentionMask: (mask) => attentionMask(mask),
  },
  "always causal": {
    looksLike: "No position sees later ones, also without causal.",
    reread: "options.causal: false when left out",
    attentionMask: (mask) => attentionMask(mask, { causal: true }),
  },
  "causal in place of the padding": {
    looksLike: "With causal, padding can be seen.",
    reread: "M_nqk = m_nk, and with causal only where k ≤ q: both",
    attentionMask: (mask, options = {}) => attentionMask(options.causal ? ones(mask.shape) : mask, options),
  },
  "form for adding": {
    looksLike: "The mask is 0 where a position may be seen and −∞ where not, the form that is added to scores.",
    reread: "1 where position q of text n may look at position k",
    attentionMask: (mask, options) => {
      const seen = attentionMask(mask, options);
      return where(seen, zeros(seen.shape), tensor(-Infinity));
    },
  },
});
