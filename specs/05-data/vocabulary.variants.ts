import { Tensor, zeros } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { buildVocabulary, decode, encode, padBatch } from "#reference/05-data/vocabulary.ts";

export default variants<typeof import("#reference/05-data/vocabulary.ts")>({
  "one by one": {
    buildVocabulary: (sentences, { minCount = 1, maxSize = Infinity } = {}) => {
      const vocabulary = buildVocabulary([], { maxSize }); // refuses what it must
      const counts: { [token: string]: number } = {};
      for (const sentence of sentences)
        for (const token of sentence) if (!vocabulary.includes(token)) counts[token] = (counts[token] ?? 0) + 1;
      const left = Object.keys(counts)
        .filter((token) => counts[token]! >= minCount)
        .toSorted();
      while (vocabulary.length < maxSize && left.length > 0) {
        const most = Math.max(...left.map((token) => counts[token]!));
        vocabulary.push(
          ...left.splice(
            left.findIndex((token) => counts[token] === most),
            1,
          ),
        );
      }
      return vocabulary;
    },
    encode: (tokens, vocabulary, options = {}) => {
      encode([], vocabulary, options); // refuses what it must
      const { boundaries = false, maxLength = Infinity } = options;
      const ids: number[] = boundaries ? [vocabulary.indexOf("[BOS]")] : [];
      for (const token of tokens) {
        if (ids.length >= maxLength - (boundaries ? 1 : 0)) break;
        const id = vocabulary.indexOf(vocabulary.includes(token) ? token : "[UNK]");
        if (id < 0) encode([token], vocabulary);
        ids.push(id);
      }
      return boundaries ? [...ids, vocabulary.indexOf("[EOS]")] : ids;
    },
    decode: (ids, vocabulary, options = {}) => {
      decode(ids, vocabulary); // refuses what it must
      const hidden = new Set(options.keepSpecial ? [] : ["[PAD]", "[BOS]", "[EOS]"]);
      return ids.flatMap((id) => (hidden.has(vocabulary[id]!) ? [] : [vocabulary[id]!]));
    },
    padBatch: (sequences, options = {}) => {
      padBatch(sequences, options); // refuses what it must
      const { side = "right", padId = 0 } = options;
      const width = options.length ?? Math.max(0, ...sequences.map((one) => one.length));
      const ids = zeros([sequences.length, width]).add(padId);
      const mask = zeros([sequences.length, width]);
      for (const [n, sequence] of sequences.entries()) {
        const start = n * width + (side === "left" ? width - sequence.length : 0);
        ids.data.set(sequence, start);
        mask.data.fill(1, start, start + sequence.length);
      }
      return { ids, mask };
    },
    attentionMask: (mask, { causal = false } = {}) => {
      const [count, length] = mask.shape as [number, number];
      const seen: number[] = [];
      for (let n = 0; n < count; n++)
        for (let q = 0; q < length; q++)
          for (let k = 0; k < length; k++) seen.push(causal && k > q ? 0 : mask.at(n, k));
      return new Tensor(seen, [count, length, length]);
    },
  },
});
