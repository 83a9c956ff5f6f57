/** Damages source text: tokens and lines that go, double or change places, and what no editor would write. */
import type { Random } from "#tensor";
import { pick } from "./bytes.ts";

const token = /[A-Za-z_$][\w$]*|\d[\w.]*|\s+|"[^"\n]*"|`[^`]*`|=>|[=!<>]=+|&&|\|\||\*\*|./gsu;

const oddPieces = [
  "\u0000",
  "\u2028",
  "\u202e",
  "\ufeff",
  "\ud800",
  "𝒳",
  "ℝ",
  "\\u0061",
  "{",
  "}",
  "(",
  ")",
  "[",
  "]",
  "`",
  '"',
  "/*",
  "*/",
  "//",
  "9".repeat(400),
  `0x${"f".repeat(2000)}n`,
  `"${"x".repeat(20_000)}"`,
  "1e400",
  "0n",
  "NaN",
  "null",
  "undefined",
  "-0",
  'import { tensor } from "#tensor";\n',
  'import "node:fs";\n',
  'import("fs")',
  "import.meta.url",
  'import x from "./nowhere.ts";\n',
  'import data from "./a.json" with { type: "json" };\n',
  'export * from "../../x";\n',
  'import defer * as a from "#tensor";\n',
  "import source x from './x.ts';\n",
  "enum A { B }\n",
  "namespace A { export const b = 1 }\n",
  "<T>x",
  "@decorator ",
  "await ",
  "yield ",
  "throw 1;\n",
  "return ",
  "debugger;\n",
  "export default ",
  "while (true) {}\n",
  "for (;;) ",
  "class A { static { throw new Error('x') } }\n",
  "export function then() {}\n",
  "console.log(",
  "?.",
  "...",
  "#x in y",
  "new Proxy({}, {})",
  "Symbol.iterator",
  "(() => {})()",
  "% 2",
  "** 0.5",
  "!",
  "- ",
  "type A = A;\n",
];

/** As many as need to be open before a parser gives up. */
const deep = ["(", "[", "{", "!", "a?", "Array<", "-", "x => "];

export function mutatedSource(random: Random, seeds: readonly string[]): string {
  let pieces = tokensOf(pick(random, seeds));
  for (let left = random.integer(1, 4); left > 0; left--) pieces = changed(random, pieces, seeds);
  if (random.integer(0, 1000) === 0)
    pieces.splice(random.integer(0, pieces.length + 1), 0, pick(random, deep).repeat(random.integer(100, 60_000)));
  return pieces.join("");
}

/** One small change after which most code still runs. */
export function nearlyTheSame(random: Random, text: string): string {
  const pieces = tokensOf(text);
  return (random.integer(0, 4) === 0 ? lines(random, pieces) : operators(random, pieces)).join("");
}

export function tokensOf(text: string): string[] {
  return text.match(token) ?? [];
}

function changed(random: Random, pieces: readonly string[], seeds: readonly string[]): string[] {
  const at = random.integer(0, 6) === 0 ? 0 : random.integer(0, pieces.length + 1);
  const other = random.integer(0, pieces.length + 1);
  const length = pick(random, [1, 1, 1, 2, 4, 10]);
  return pick<() => string[]>(random, [
    () => pieces.toSpliced(at, length),
    () => pieces.toSpliced(at, 0, ...pieces.slice(at, at + length)),
    () => swapped(pieces, at, other),
    () => pieces.toSpliced(at, 1, pieces[other] ?? ";"),
    () => pieces.toSpliced(at, 0, pick(random, oddPieces)),
    () => pieces.toSpliced(at, 1, pick(random, oddPieces)),
    () => lines(random, pieces),
    () => pieces.toSpliced(at, length, ...tokensOf(pick(random, seeds)).slice(0, length)),
    () => operators(random, pieces),
    () => operators(random, pieces),
  ])();
}

function swapped(pieces: readonly string[], a: number, b: number): string[] {
  const copy = [...pieces];
  [copy[a], copy[b]] = [pieces[b] ?? "", pieces[a] ?? ""];
  return copy;
}

/** One line goes, doubles, or changes places with the next. */
function lines(random: Random, pieces: readonly string[]): string[] {
  const all = pieces.join("").split("\n");
  const at = random.integer(0, all.length);
  const line = all[at]!;
  return tokensOf(
    pick<() => string[]>(random, [
      () => all.toSpliced(at, 1),
      () => all.toSpliced(at, 0, line),
      () => all.toSpliced(at, 2, all[at + 1] ?? "", line),
    ])().join("\n"),
  );
}

const operatorsKnown = ["+", "-", "*", "/", "<", ">", "<=", ">=", "===", "!==", "&&", "||", "%", "**"];

/** An operator or a number becomes another one: code that still runs, and is wrong. */
function operators(random: Random, pieces: readonly string[]): string[] {
  const places = pieces.flatMap((piece, index) => (operatorsKnown.includes(piece) || /^\d/.test(piece) ? [index] : []));
  if (places.length === 0) return [...pieces];
  const at = pick(random, places);
  const instead = /^\d/.test(pieces[at]!)
    ? pick(random, ["0", "1", "2", "-1", "0.5", "1e300", "NaN"])
    : pick(random, operatorsKnown);
  return pieces.toSpliced(at, 1, instead);
}
