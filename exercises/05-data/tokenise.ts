import { NotStarted } from "#tensor";

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
 */
export function words(text: string, { lowercase = false }: WordsOptions = {}): string[] {
  throw new NotStarted();
}

/**
 * Characters, spaces among them.
 *
 * A character is what Unicode gives a number. JavaScript keeps those with large numbers, such as 🙂, in two units; they
 * stay whole here.
 *
 * @param text - any text.
 * @returns the characters in their order.
 */
export function characters(text: string): string[] {
  throw new NotStarted();
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
 */
export function learnMerges(
  corpus: readonly string[],
  count: number,
  { endOfWord = "</w>" }: MergeOptions = {},
): Merge[] {
  throw new NotStarted();
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
 */
export function applyMerges(
  word: string,
  merges: readonly Merge[],
  { endOfWord = "</w>" }: MergeOptions = {},
): string[] {
  throw new NotStarted();
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
 */
export function wordPieces(word: string, vocabulary: readonly string[]): string[] {
  throw new NotStarted();
}
