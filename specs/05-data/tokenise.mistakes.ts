import { mistakes } from "#graders/spec/authoring.ts";
import { applyMerges, characters, learnMerges, words, type Merge } from "#reference/05-data/tokenise.ts";

type Module = typeof import("#reference/05-data/tokenise.ts");

const merged = (symbols: readonly string[], [left, right]: Merge): string[] =>
  symbols.reduce<string[]>(
    (done, symbol) =>
      symbol === right && done.at(-1) === left ? [...done.slice(0, -1), left + right] : [...done, symbol],
    [],
  );

const spell = (word: string, mark: string): string[] => applyMerges(word, [], { endOfWord: mark });

type Counts = ReadonlyMap<string, number>;

/** How often each pair occurs; its key is the pair in JSON. */
function countsOf(spellings: readonly (readonly string[])[]): Counts {
  const counts = new Map<string, number>();
  for (const symbols of spellings) {
    for (const [index, right] of symbols.slice(1).entries()) {
      const key = JSON.stringify([symbols[index], right]);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return counts;
}

const isLater = ([left, right]: Merge, [otherLeft, otherRight]: Merge): boolean =>
  left === otherLeft ? right > otherRight : left > otherLeft;

function bestOf(counts: Counts, fewest = 2): Merge | undefined {
  const most = Math.max(...counts.values());
  if (most < fewest) return undefined;
  const frequent = [...counts].filter(([, count]) => count === most).map(([key]) => JSON.parse(key) as Merge);
  return frequent.reduce((last, pair) => (isLater(pair, last) ? pair : last));
}

/** Learning that counts, or chooses, in another way. */
function learnWith(
  choose: (spellings: readonly string[][]) => Merge | undefined,
  spelled: (word: string, mark: string) => string[] = spell,
): Module["learnMerges"] {
  return (corpus, count, { endOfWord = "</w>" } = {}) => {
    learnMerges([], count); // refuses what it must
    let spellings = corpus.map((word) => spelled(word, endOfWord));
    const merges: Merge[] = [];
    while (merges.length < count) {
      const pair = choose(spellings);
      if (pair === undefined) break;
      merges.push(pair);
      spellings = spellings.map((symbols) => merged(symbols, pair));
    }
    return merges;
  };
}

type Spelling = (piece: string, start: number) => string;

interface Spelled {
  readonly key?: Spelling;
  readonly write?: Spelling;
  readonly order?: (ends: readonly number[]) => readonly number[];
  readonly dead?: (pieces: readonly string[]) => string[];
}

const marked: Spelling = (piece, start) => (start > 0 ? "##" : "") + piece;

/** The longest known piece at each place, looked up and written in other ways. */
function piecesWith({
  key = marked,
  write = marked,
  order = (ends) => ends.toReversed(),
  dead = () => ["[UNK]"],
}: Spelled): Module["wordPieces"] {
  return (word, vocabulary) => {
    const letters = characters(word);
    const pieces: string[] = [];
    let start = 0;
    while (start < letters.length) {
      const from = start;
      const ends = order([...letters.keys()].filter((end) => end >= from).map((end) => end + 1));
      const end = ends.find((stop) => vocabulary.includes(key(letters.slice(from, stop).join(""), from)));
      if (end === undefined) return dead(pieces);
      pieces.push(write(letters.slice(from, end).join(""), from));
      start = end;
    }
    return pieces;
  };
}

export default mistakes<Module>({
  "cut at white space only": {
    looksLike: "The text is cut at white space only: marks stay with the word before them.",
    reread: "every other character is a token",
    words: (text, { lowercase = false } = {}) =>
      (lowercase ? text.toLowerCase() : text).split(/\s+/u).filter((word) => word !== ""),
  },
  "marks dropped": {
    looksLike: "Marks are dropped; only words are left.",
    reread: "every other character is a token",
    words: (text, options) => words(text, options).filter((token) => /[\p{L}\p{M}\p{N}]/u.test(token)),
  },
  "letters from a to z": {
    looksLike: "Only a to z count as letters, so that other words fall apart.",
    reread: "a run of letters, of their accents, and of digits, of any language",
    words: (text, { lowercase = false } = {}) =>
      (lowercase ? text.toLowerCase() : text).match(/[a-zA-Z0-9]+|[^a-zA-Z0-9\s]/gu) ?? [],
  },
  "marks in one piece": {
    looksLike: "Marks that stand side by side are one token.",
    reread: "every other character is a token: each by itself",
    words: (text, { lowercase = false } = {}) =>
      (lowercase ? text.toLowerCase() : text).match(/[\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}\s]+/gu) ?? [],
  },
  "always small letters": {
    looksLike: "Capital letters become small ones without being asked to.",
    reread: "options.lowercase: false when left out",
    words: (text) => words(text, { lowercase: true }),
  },
  "capitals kept": {
    looksLike: "Capital letters stay, also where they were to become small ones.",
    reread: "options.lowercase: whether capital letters become small ones",
    words: (text) => words(text),
  },
  "units for characters": {
    looksLike: "Characters with large numbers are cut into two halves, which are no characters.",
    reread: "A character is what Unicode gives a number",
    characters: (text) => text.split(""),
  },
  "spaces dropped": {
    looksLike: "White space is dropped.",
    reread: "Characters, spaces among them",
    characters: (text) => characters(text).filter((character) => !/\s/u.test(character)),
  },
  "each word once": {
    looksLike: "Each different word is counted once, however often it occurs.",
    reread: "in each word as often as it occurs",
    learnMerges: (corpus, count, options) =>
      learnWith((all) => bestOf(countsOf(all)))([...new Set(corpus)], count, options),
  },
  "first of equals": {
    looksLike: "Of pairs that are equally frequent, the one that was met first is taken.",
    reread: "the one that is last in order of characters is taken",
    learnMerges: learnWith((all) => {
      const [key, most] = [...countsOf(all)].reduce((best, one) => (one[1] > best[1] ? one : best), ["", 0] as const);
      return most < 2 ? undefined : (JSON.parse(key) as Merge);
    }),
  },
  "smallest of equals": {
    looksLike: "Of pairs that are equally frequent, the one that is first in order of characters is taken.",
    reread: "the one that is last in order of characters is taken",
    learnMerges: learnWith((all) => {
      const counts = countsOf(all);
      const most = Math.max(...counts.values());
      const frequent = [...counts].filter(([, count]) => count === most).map(([key]) => JSON.parse(key) as Merge);
      return most < 2 ? undefined : frequent.reduce((first, pair) => (isLater(first, pair) ? pair : first));
    }),
  },
  "pairs across words": {
    looksLike: "The last symbol of a word and the first of the next are counted as a pair.",
    reread: "all pairs of neighbours within words",
    learnMerges: learnWith((all) => bestOf(countsOf([all.flat()]))),
  },
  "pairs that occur once": {
    looksLike: "Learning goes on when all pairs occur once.",
    reread: "A pair that occurs once is no pattern: there learning ends",
    learnMerges: learnWith((all) => bestOf(countsOf(all), 1)),
  },
  "counted once and for all": {
    looksLike: "Pairs are counted once, at the beginning; what merges make is never merged further.",
    reread: "Merge the most frequent pair everywhere, and go back to 2",
    learnMerges: (corpus, count, { endOfWord = "</w>" } = {}) => {
      learnMerges([], count);
      const counts = new Map(countsOf(corpus.map((word) => spell(word, endOfWord))));
      const merges: Merge[] = [];
      for (let pair = bestOf(counts); pair !== undefined && merges.length < count; pair = bestOf(counts)) {
        merges.push(pair);
        counts.delete(JSON.stringify(pair));
      }
      return merges;
    },
  },
  "mark as a symbol": {
    looksLike: "The mark for the end is a symbol of its own, which has to be merged first.",
    reread: "the last one carries the mark for the end of a word",
    learnMerges: learnWith(
      (all) => bestOf(countsOf(all)),
      (word, mark) => [...characters(word), ...(mark === "" || word === "" ? [] : [mark])],
    ),
  },
  "mark forgotten": {
    looksLike: "The end of a word is not marked.",
    reread: "the last one carries the mark for the end of a word",
    learnMerges: (corpus, count) => learnMerges(corpus, count, { endOfWord: "" }),
  },
  "any number of merges": {
    looksLike: "A number of merges that is none is taken as it is.",
    reread: "@throws RangeError: count is not a whole number, at least 0",
    learnMerges: (corpus, count, options) => learnMerges(corpus, Math.max(0, Math.ceil(count)), options),
  },
  "leftmost pair first": {
    looksLike: "The leftmost pair that was learned is merged first, whenever it was learned.",
    reread: "of all pairs of neighbours the one that was learned first",
    applyMerges: (word, merges, { endOfWord = "</w>" } = {}) => {
      let symbols = spell(word, endOfWord);
      for (;;) {
        const now = symbols;
        const at = now.findIndex((symbol, i) =>
          merges.some(([left, right]) => left === symbol && right === now[i + 1]),
        );
        if (at < 0) return symbols;
        symbols = [...now.slice(0, at), now[at]! + now[at + 1]!, ...now.slice(at + 2)];
      }
    },
  },
  "longest piece first": {
    looksLike: "From left to right the longest piece is taken that some merge makes, as WordPiece does.",
    reread: "of all pairs of neighbours the one that was learned first",
    applyMerges: (word, merges, { endOfWord = "</w>" } = {}) => {
      const known = new Set(merges.map(([left, right]) => left + right));
      const symbols = spell(word, endOfWord);
      const pieces: string[] = [];
      for (let start = 0; start < symbols.length;) {
        let end = symbols.length;
        while (end > start + 1 && !known.has(symbols.slice(start, end).join(""))) end--;
        pieces.push(symbols.slice(start, end).join(""));
        start = end;
      }
      return pieces;
    },
  },
  "last learned first": {
    looksLike: "The merges are applied from the last to the first.",
    reread: "the one that was learned first",
    applyMerges: (word, merges, options) => applyMerges(word, merges.toReversed(), options),
  },
  "one place only": {
    looksLike: "Each merge is applied to one place of the word, the first.",
    reread: "merged, wherever it stands in the word",
    applyMerges: (word, merges, { endOfWord = "</w>" } = {}) =>
      merges.reduce(
        (symbols, [left, right]) => {
          const at = symbols.findIndex((symbol, index) => symbol === left && symbols[index + 1] === right);
          return at < 0 ? symbols : [...symbols.slice(0, at), left + right, ...symbols.slice(at + 2)];
        },
        spell(word, endOfWord),
      ),
  },
  "end not marked": {
    looksLike: "The last symbol of the word has no mark, so that merges at the end of words don't apply.",
    reread: "options.endOfWord: as when they were learned",
    applyMerges: (word, merges) => applyMerges(word, merges, { endOfWord: "" }),
  },
  "mark as a piece": {
    looksLike: "The mark for the end is a piece of its own.",
    reread: "joined they are the word, with the mark at its end: on its last piece",
    applyMerges: (word, merges, { endOfWord = "</w>" } = {}) => {
      const pieces = applyMerges(word, merges, { endOfWord: "" });
      return endOfWord === "" || pieces.length === 0 ? pieces : [...pieces, endOfWord];
    },
  },
  "shortest piece": {
    looksLike: "The shortest piece that fits is taken.",
    reread: "At each place the longest piece is taken that fits there",
    wordPieces: piecesWith({ order: (ends) => ends }),
  },
  "marks not looked up": {
    looksLike: "Pieces within a word are looked up without their ##.",
    reread: "Pieces that do not begin the word are written with ## before them",
    wordPieces: piecesWith({ key: (piece) => piece }),
  },
  "marks left out": {
    looksLike: "The pieces come back without their ##.",
    reread: "Pieces that do not begin the word are written with ## before them",
    wordPieces: piecesWith({ write: (piece) => piece }),
  },
  "rest unknown": {
    looksLike: "Only what can't be spelled is unknown, and the pieces before it stay.",
    reread: "the whole word is unknown, however much of it was spelled before",
    wordPieces: piecesWith({ dead: (pieces) => [...pieces, "[UNK]"] }),
  },
  "unknown dropped": {
    looksLike: "What can't be spelled is dropped without a word.",
    reread: "the whole word is unknown",
    wordPieces: piecesWith({ dead: (pieces) => [...pieces] }),
  },
  "any spelling": {
    looksLike: "Where the longest piece leads to a dead end, a shorter one is tried.",
    reread: "If at some place none fits, the whole word is unknown",
    wordPieces: (word, vocabulary) => {
      const letters = characters(word);
      const from = (start: number): string[] | undefined => {
        if (start === letters.length) return [];
        for (let end = letters.length; end > start; end--) {
          const piece = (start > 0 ? "##" : "") + letters.slice(start, end).join("");
          const rest = vocabulary.includes(piece) ? from(end) : undefined;
          if (rest) return [piece, ...rest];
        }
        return undefined;
      };
      return from(0) ?? ["[UNK]"];
    },
  },
});
