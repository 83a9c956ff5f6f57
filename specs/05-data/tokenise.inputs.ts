import { inputs, type Draw } from "#graders/spec/authoring.ts";
import { applyMerges, type Merge, type MergeOptions } from "#reference/05-data/tokenise.ts";

const scraps = [
  "a",
  "B",
  "é",
  "e\u0301",
  "7",
  "cat",
  "Dog",
  "狗",
  "ß",
  " ",
  "  ",
  "\n",
  "\t",
  "-",
  "!",
  "'",
  "_",
  "…",
  "🙂",
];

function textOf(draw: Draw): string {
  return Array.from({ length: draw.integer(1, 14) }, () => draw.pick(scraps)).join("");
}

/** Few letters, so that pairs come again. */
function wordOf(draw: Draw, letters: readonly string[], longest: number): string {
  return Array.from({ length: draw.integer(1, longest) }, () => draw.pick(letters)).join("");
}

function corpusOf(draw: Draw): string[] {
  const lexicon = Array.from({ length: draw.integer(2, 5) }, () => wordOf(draw, ["b", "a", "n", "🙂"], 6));
  return Array.from({ length: draw.integer(3, 12) }, () => draw.pick(lexicon));
}

function marks(draw: Draw): MergeOptions {
  return draw.leavesOut() ? {} : { endOfWord: draw.pick(["", "</w>", "_"]) };
}

const letters = ["a", "b", "🙂"];

/** Merges of any pairs that stand side by side in some words, so that what was learned early need not be frequent. */
function mergesOf(draw: Draw, options: MergeOptions): Merge[] {
  const lexicon = Array.from({ length: 3 }, () => wordOf(draw, letters, 5) + wordOf(draw, letters, 5));
  const merges: Merge[] = [];
  for (let step = draw.integer(3, 8); step > 0; step--) {
    const spellings = lexicon.map((word) => applyMerges(word, merges, options));
    const pairs = spellings.flatMap((symbols) =>
      symbols.slice(1).map((right, index): Merge => [symbols[index]!, right]),
    );
    if (pairs.length > 0) merges.push(draw.pick(pairs));
  }
  return merges;
}

/** The merges one after another, each wherever its pair stands. */
function inOnePass(word: string, merges: readonly Merge[], options: MergeOptions): string[] {
  return merges.reduce<string[]>(
    (symbols, [left, right]) =>
      symbols.reduce<string[]>(
        (done, symbol) =>
          symbol === right && done.at(-1) === left ? [...done.slice(0, -1), left + right] : [...done, symbol],
        [],
      ),
    applyMerges(word, [], options),
  );
}

export default inputs({
  words: (draw) => ({ text: textOf(draw), options: draw.leavesOut() ? {} : { lowercase: draw.boolean() } }),
  characters: (draw) => ({ text: textOf(draw) }),
  learnMerges: (draw) => ({ corpus: corpusOf(draw), count: draw.integer(0, 9), options: marks(draw) }),
  /** Words for which it makes no difference whether the merges are gone through once or again and again. */
  applyMerges: (draw) => {
    for (;;) {
      const options = marks(draw);
      const merges = mergesOf(draw, options);
      const word = wordOf(draw, letters, 6) + wordOf(draw, letters, 6);
      if (String(inOnePass(word, merges, options)) === String(applyMerges(word, merges, options)))
        return { word, merges, options };
    }
  },
  /** Words made of pieces that the vocabulary has, more or less, so that they can be spelled, but not always from the left. */
  wordPieces: (draw) => {
    const within = Array.from(
      { length: draw.integer(3, 6) },
      () => wordOf(draw, letters, 2) + wordOf(draw, letters, 2),
    );
    const first = Array.from({ length: draw.integer(2, 4) }, () => wordOf(draw, letters, 3));
    const single = letters.filter(() => draw.integer(0, 3) === 0);
    const word = draw.pick(first) + Array.from({ length: draw.integer(1, 3) }, () => draw.pick(within)).join("");
    const pieces = [...first, ...[...within, ...single].map((piece) => `##${piece}`)];
    return { word, vocabulary: [...new Set(pieces)].filter(() => draw.integer(0, 5) > 0) };
  },
});
