import { inputs, type Draw } from "#graders/spec/authoring.ts";
import { buildVocabulary } from "#reference/05-data/vocabulary.ts";

/** Few words, so that many are equally frequent; capitals and accents, whose order is that of characters. */
const lexicon = ["the", "a", "cat", "Dog", "ran", "été", "zoo", "Zoo", "狗", "."];

function sentencesOf(draw: Draw): string[][] {
  const words = [...lexicon, ...(draw.leavesOut() ? ["[UNK]", "[EOS]"] : [])];
  return Array.from({ length: draw.integer(1, 4) }, () => listOf(draw, words));
}

function listOf<Item>(draw: Draw, items: readonly Item[]): Item[] {
  return Array.from({ length: draw.integer(1, 7) }, () => draw.pick(items));
}

export default inputs({
  buildVocabulary: (draw) => ({
    sentences: sentencesOf(draw),
    options: {
      ...(draw.leavesOut() ? {} : { minCount: draw.integer(1, 3) }),
      ...(draw.leavesOut() ? {} : { maxSize: draw.integer(4, 11) }),
    },
  }),
  encode: (draw) => {
    const boundaries = draw.leavesOut() ? {} : { boundaries: draw.boolean() };
    const maxLength = draw.leavesOut() ? {} : { maxLength: draw.integer(2, 8) };
    return {
      tokens: listOf(draw, lexicon),
      vocabulary: buildVocabulary(sentencesOf(draw)),
      options: { ...boundaries, ...maxLength },
    };
  },
  decode: (draw) => {
    const vocabulary = buildVocabulary(sentencesOf(draw));
    const ids = Array.from({ length: draw.integer(1, 9) }, () => draw.integer(0, vocabulary.length - 1));
    return { ids, vocabulary, options: draw.leavesOut() ? {} : { keepSpecial: draw.boolean() } };
  },
  padBatch: (draw) => {
    const sequences = Array.from({ length: draw.integer(1, 4) }, () => listOf(draw, [0, 1, 2, 3, 4, 5, 6, 7]));
    const longest = Math.max(...sequences.map((one) => one.length));
    return {
      sequences,
      options: {
        ...(draw.leavesOut() ? {} : { length: longest + draw.integer(0, 3) }),
        ...(draw.leavesOut() ? {} : { side: draw.pick(["left", "right"]) }),
        ...(draw.leavesOut() ? {} : { padId: draw.integer(0, 7) }),
      },
    };
  },
});
