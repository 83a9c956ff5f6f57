import { applyMerges, learnMerges, wordPieces, words, type Merge } from "#reference/05-data/tokenise.ts";
import { tensor, type Tensor } from "#tensor";
import { applies, doesNotApply, type Adapter, type Answer } from "../../adapter.ts";
import { attribute, type PublishedCase } from "../../published-case.ts";

const adapter: Adapter = {
  claims: (item) => readers.has(item.op),
  answer: (item) => readers.get(item.op)!(item),
};

const readers = new Map<string, (item: PublishedCase) => Answer>([
  ["bpe.tokenize_word", tokenizeWord],
  ["bpe.word_merge", wordMerge],
  ["bpe.train", () => doesNotApply("takes another one of pairs that are equally frequent")],
  ["tfjs.BytePairTokenizer.tokenize", bytePairTokenizer],
  ["roberta.bytelevel_bpe", () => doesNotApply("merges bytes, and spaces among them")],
  ["subword_nmt.learn_bpe", learnCorpus],
  ["subword_nmt.apply_bpe", applyToLines],
  ["bert.FullTokenizer.tokenize", (item) => applies(written(item, 0, bertWords(item).flatMap(piecesOf(item))))],
  ["bert.WordpieceTokenizer.tokenize", (item) => applies(written(item, 0, spaced(item).flatMap(piecesOf(item))))],
  ["bert.BasicTokenizer.tokenize", basicTokenizer],
  ["bert.is_whitespace", (item) => applies(between(item, ([first, second]) => first === "a" && second === "b"))],
  ["bert.is_punctuation", (item) => applies(between(item, (tokens) => tokens.length === 3))],
  ["bert.is_control", () => doesNotApply("asks which characters to throw away; the exercise keeps them")],
]);

export default adapter;

const plain = { endOfWord: "" };

function valueOf(item: PublishedCase): unknown {
  return (item.inputs[0] as unknown as { readonly value: unknown }).value;
}

function mergesOf(item: PublishedCase): Merge[] {
  return item.attributes["merges"] as Merge[];
}

/** Texts are compared as numbers, the same number for the same text; what the case expects is put into that form too. */
function written(item: PublishedCase, index: number, actual: unknown, wanted = expected(item, index)): Tensor {
  const known = new Map<unknown, number>();
  const numbers = (value: unknown): number[] =>
    [value].flat(9).map((text) => {
      if (!known.has(text)) known.set(text, known.size);
      return known.get(text)!;
    });
  const data = numbers(wanted);
  Object.assign(item.outputs[index]!, { shape: [data.length], data });
  return tensor(numbers(actual));
}

function expected(item: PublishedCase, index: number): unknown {
  return (item.outputs[index] as unknown as { readonly value: unknown }).value;
}

function idsOf(item: PublishedCase, pieces: readonly string[]): Tensor {
  const ids = item.attributes["vocab"] as { readonly [piece: string]: number };
  return tensor(pieces.map((piece) => ids[piece] ?? ids[attribute(item, "unk_token", "")]!));
}

function tokenizeWord(item: PublishedCase): Answer {
  if (item.attributes["fuse_unk"]) return doesNotApply("makes one token of unknown characters side by side");
  if (item.attributes["dropout"]) return doesNotApply("leaves merges out by chance");
  if (item.attributes["continuing_subword_prefix"]) return doesNotApply("marks the pieces that do not begin a word");
  const pieces = applyMerges(valueOf(item) as string, mergesOf(item), plain);
  return applies(
    ...item.outputs.map(({ name }, index) => {
      if (name === "ids") return idsOf(item, pieces);
      // Elsewhere the tokens say where a piece was unknown, which is the vocabulary's business.
      return name === "tokens" && !("unk_token" in item.attributes) ? written(item, index, pieces) : undefined;
    }),
  );
}

/** The symbols are numbers here; letters stand for them. */
function wordMerge(item: PublishedCase): Answer {
  const letter = (id: number): string => String.fromCodePoint(97 + id);
  const [left, right] = item.attributes["pair"] as [number, number];
  const pieces = applyMerges((valueOf(item) as number[]).map(letter).join(""), [[letter(left), letter(right)]], plain);
  const newId = item.attributes["new_id"] as number;
  const ids = pieces.map((piece) => (piece.length > 1 ? newId : piece.codePointAt(0)! - 97));
  return applies(...item.outputs.map(({ name }) => (name === "ids" ? tensor(ids) : undefined)));
}

function bytePairTokenizer(item: PublishedCase): Answer {
  if (item.attributes["addPrefixSpace"]) return doesNotApply("puts a space before the text, as a symbol");
  if (item.attributes["unsplittableTokens"]) return doesNotApply("takes some tokens out before they are cut");
  const pieces = words(valueOf(item) as string).flatMap((word) => applyMerges(word, mergesOf(item), plain));
  const length = attribute(item, "sequenceLength", pieces.length);
  if (length !== pieces.length)
    return doesNotApply("fills up or cuts off to a length, which is the vocabulary's business");
  return applies(idsOf(item, pieces));
}

/** The program goes on to a thousand merges; a hundred and twenty cost two seconds. */
const learned = 120;
let codes: readonly Merge[] = [];

function learnCorpus(item: PublishedCase): Answer {
  codes = expected(item, 0) as Merge[];
  const corpus = (valueOf(item) as string).split(/[ \r\n]+/u);
  const merges = learnMerges(corpus.filter(Boolean), learned);
  return applies(written(item, 0, merges, codes.slice(0, learned)));
}

/** With the merges of the case before. */
function applyToLines(item: PublishedCase): Answer {
  const cut = new Map<string, string>();
  const piecesIn = (word: string): string => {
    if (!cut.has(word)) cut.set(word, applyMerges(word, codes).join("@@ ").replace("</w>", ""));
    return cut.get(word)!;
  };
  const cutUp = (line: string): string =>
    line
      .split(/([ \n])/u)
      .map(piecesIn)
      .join("");
  const value = valueOf(item) as string | string[];
  return applies(written(item, 0, typeof value === "string" ? cutUp(value) : value.map(cutUp)));
}

/** BERT takes accents off first. */
function bertWords(item: PublishedCase): string[] {
  const lowercase = Boolean(item.attributes["do_lower_case"]);
  const text = valueOf(item) as string;
  return words(lowercase ? text.normalize("NFD").replaceAll(/\p{Mn}/gu, "") : text, { lowercase });
}

function spaced(item: PublishedCase): string[] {
  return (valueOf(item) as string).split(" ");
}

function piecesOf(item: PublishedCase): (word: string) => string[] {
  return (word) => wordPieces(word, item.attributes["vocab"] as string[]);
}

function basicTokenizer(item: PublishedCase): Answer {
  return /\p{Script=Han}/u.test(valueOf(item) as string)
    ? doesNotApply("takes Chinese apart")
    : applies(written(item, 0, bertWords(item)));
}

/** What becomes of each character between two letters. */
function between(item: PublishedCase, holds: (tokens: readonly string[]) => boolean): Tensor {
  const found = (valueOf(item) as string[]).map((character) => holds(words(`a${character}b`)));
  return written(item, 0, found);
}
