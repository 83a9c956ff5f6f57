export interface WordsOptions {
  /** Whether capital letters become small ones; false when left out. */
  readonly lowercase?: boolean;
}

export interface MergeOptions {
  /** What marks the last symbol of a word, "</w>" when left out; "" marks nothing. */
  readonly endOfWord?: string;
}

/** Two symbols that become one. */
export type Merge = readonly [left: string, right: string];

/**
 * Words, and each mark between them by itself.
 *
 * A word is a run of letters, of their accents, and of digits, of any language. White space separates and is dropped;
 * every other character is a token.
 *
 * @param text - any text.
 * @param options.lowercase - makes "The" and "the" one word.
 * @returns the tokens in their order.
 * @example words("Don't stop, it's 3 km!") // => ["Don", "'", "t", "stop", ",", "it", "'", "s", "3", "km", "!"]
 * @see Devlin, Chang, Lee & Toutanova, BERT (2019): the basic tokenizer, which also takes accents off and Chinese apart.
 */
export function words(text: string, { lowercase = false }: WordsOptions = {}): string[] {
  const pattern = /[\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}\s]/gu;
  return (lowercase ? text.toLowerCase() : text).match(pattern) ?? [];
}

/**
 * Characters, spaces among them.
 *
 * A character is what Unicode gives a number. JavaScript keeps those with large numbers, such as 🙂, in two units; they
 * stay whole here.
 *
 * @param text - any text.
 * @returns the characters in their order.
 * @example characters("a 🙂") // => ["a", " ", "🙂"]
 */
export function characters(text: string): string[] {
  return Array.from(text);
}

/**
 * Byte-pair encoding, learned: which symbols a corpus puts side by side most often.
 *
 * 1. Spell each word in characters; the last one carries the mark for the end of a word.
 * 2. Count all pairs of neighbours within words, in each word as often as it occurs.
 * 3. Merge the most frequent pair everywhere, and go back to 2.
 *
 * Of pairs that are equally frequent, the one that is last in order of characters is taken, by its left symbol and then by its
 * right one. A pair that occurs once is no pattern: there learning ends.
 *
 * @param corpus - words, each as often as it occurs.
 * @param count - how many merges to learn, at least 0; there may be fewer.
 * @param options.endOfWord - keeps "est" at the end of a word apart from "est" within.
 * @returns the merges in the order in which they were learned.
 * @throws RangeError - when `count` is not a whole number, at least 0.
 * @example learnMerges(["low", "low", "lower", "new"], 2, { endOfWord: "" }) // => [["o", "w"], ["l", "ow"]]
 * @see Sennrich, Haddow & Birch, Neural machine translation of rare words with subword units (2016), algorithm 1; ties as in
 *   their program subword-nmt.
 */
export function learnMerges(
  corpus: readonly string[],
  count: number,
  { endOfWord = "</w>" }: MergeOptions = {},
): Merge[] {
  if (!Number.isInteger(count) || count < 0)
    throw new RangeError(`learnMerges: count is ${count}, expected a whole number, at least 0.`);
  const counts = new Map<string, number>();
  for (const word of corpus) counts.set(word, (counts.get(word) ?? 0) + 1);
  let spellings: Spelling[] = [...counts].map(([word, times]) => ({ symbols: spell(word, endOfWord), count: times }));
  const merges: Merge[] = [];
  while (merges.length < count) {
    const pair = mostFrequentPair(spellings);
    if (pair === undefined) break;
    merges.push(pair);
    spellings = spellings.map((spelling) => ({ ...spelling, symbols: merged(spelling.symbols, pair) }));
  }
  return merges;
}

/**
 * Byte-pair encoding, applied: a word in the pieces that the merges make.
 *
 * Again and again, of all pairs of neighbours the one that was learned first is merged, wherever it stands in the word, until no
 * pair is left that was learned.
 *
 * @param word - without white space.
 * @param merges - in the order in which they were learned.
 * @param options.endOfWord - as when they were learned.
 * @returns the pieces; joined they are the word, with the mark at its end.
 * @example applyMerges("lows", [["l", "o"], ["lo", "w"]]) // => ["low", "s</w>"]
 * @see Sennrich, Haddow & Birch (2016), section 3.2.
 */
export function applyMerges(
  word: string,
  merges: readonly Merge[],
  { endOfWord = "</w>" }: MergeOptions = {},
): string[] {
  let symbols: readonly string[] = spell(word, endOfWord);
  for (;;) {
    const first = merges.find((pair) => contains(symbols, pair));
    if (first === undefined) return [...symbols];
    symbols = merged(symbols, first);
  }
}

/**
 * WordPiece, applied: a word in the longest pieces that a vocabulary has, from left to right.
 *
 * At each place the longest piece is taken that fits there. Pieces that do not begin the word are written with ## before
 * them. If at some place none fits, the whole word is unknown, however much of it was spelled before.
 *
 * @param word - without white space.
 * @param vocabulary - all pieces.
 * @returns the pieces, or [UNK] alone.
 * @example wordPieces("unwanted", ["un", "want", "##want", "##ed"]) // => ["un", "##want", "##ed"]
 * @see Devlin, Chang, Lee & Toutanova, BERT (2019), its WordpieceTokenizer. How pieces are learned: Schuster & Nakajima (2012).
 */
export function wordPieces(word: string, vocabulary: readonly string[]): string[] {
  const known = new Set(vocabulary);
  const letters = characters(word);
  const pieces: string[] = [];
  for (let start = 0; start < letters.length;) {
    const candidates = letters.slice(start).map((_, shorter) => letters.slice(start, letters.length - shorter));
    const longest = candidates.find((piece) => known.has(written(piece, start)));
    if (longest === undefined) return ["[UNK]"];
    pieces.push(written(longest, start));
    start += longest.length;
  }
  return pieces;
}

interface Spelling {
  readonly symbols: readonly string[];
  readonly count: number;
}

const written = (piece: readonly string[], start: number): string => (start > 0 ? "##" : "") + piece.join("");

function spell(word: string, endOfWord: string): string[] {
  const letters = characters(word);
  return letters.map((letter, index) => (index === letters.length - 1 ? letter + endOfWord : letter));
}

/** The one that occurs most often, at least twice. */
function mostFrequentPair(spellings: readonly Spelling[]): Merge | undefined {
  const counts = new Map<string, number>();
  for (const { symbols, count } of spellings) {
    for (const [index, right] of symbols.slice(1).entries()) {
      const key = JSON.stringify([symbols[index], right]);
      counts.set(key, (counts.get(key) ?? 0) + count);
    }
  }
  const most = Math.max(...counts.values());
  if (most < 2) return undefined;
  const frequent = [...counts].filter(([, count]) => count === most).map(([key]) => JSON.parse(key) as Merge);
  return frequent.reduce((last, pair) => (isLater(pair, last) ? pair : last));
}

function isLater([left, right]: Merge, [otherLeft, otherRight]: Merge): boolean {
  return left === otherLeft ? right > otherRight : left > otherLeft;
}

function contains(symbols: readonly string[], [left, right]: Merge): boolean {
  return symbols.some((symbol, index) => symbol === left && symbols[index + 1] === right);
}

/** Each pair merged, from left to right: a a a becomes aa a. */
function merged(symbols: readonly string[], [left, right]: Merge): string[] {
  const result: string[] = [];
  for (const symbol of symbols) {
    if (symbol === right && result.at(-1) === left) result[result.length - 1] = left + right;
    else result.push(symbol);
  }
  return result;
}
