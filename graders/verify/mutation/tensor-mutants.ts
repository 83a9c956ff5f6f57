/**
 * The mutants that Stryker has no mutators for: calls on tensors, mathematical functions, numbers.
 *
 * They are found by their spelling in the JavaScript that is left when types are blanked out, with comments, strings,
 * templates and the arguments of errors blanked out too. That is enough because what is looked for is spelled in one
 * way: a dot, a name, a bracket, or digits that belong to no name. Regular expressions are not recognised; references
 * have none. A mutant needs no switch, since each is a text of its own.
 */
import { stripTypeScriptTypes } from "node:module";
import type { Mutant } from "./mutant.ts";

/** One tensor method for another; `max` and `min` are left to Stryker, which exchanges them everywhere. */
const methods: { readonly [name: string]: string } = {
  add: "sub",
  sub: "add",
  mul: "div",
  div: "mul",
  sum: "mean",
  mean: "sum",
  maximum: "minimum",
  minimum: "maximum",
  greater: "greaterEqual",
  greaterEqual: "greater",
  less: "lessEqual",
  lessEqual: "less",
  equal: "notEqual",
  notEqual: "equal",
  argmax: "argmin",
  argmin: "argmax",
};

interface Mutator {
  readonly name: string;
  readonly pattern: RegExp;
  readonly replacement: (found: string) => string;
}

const mutators: readonly Mutator[] = [
  {
    name: "TensorMethod",
    pattern: new RegExp(`(?<=\\.)(?:${Object.keys(methods).join("|")})(?=\\()`, "g"),
    replacement: (name) => methods[name]!,
  },
  { name: "TensorCall", pattern: /\.(?:(?:neg|square|sqrt|abs|exp|log|tanh|sign)\(\)|T\b)/g, replacement: () => "" },
  { name: "TensorCall", pattern: /\bMath\.(?:exp|expm1|log|log1p|sqrt|abs|tanh)(?=\()/g, replacement: () => "" },
  {
    name: "NumericLiteral",
    pattern: /(?<![\w$.])\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?(?![\w$])/gi,
    replacement: anotherNumber,
  },
];

/** @param text - TypeScript. */
export function tensorMutants(text: string): Mutant[] {
  const javaScript = stripTypeScriptTypes(text);
  const code = withoutWords(javaScript);
  return mutators.flatMap(({ name, pattern, replacement }) =>
    Array.from(code.matchAll(pattern), ({ 0: found, index }): Mutant => {
      const before = text.slice(0, index).split("\n");
      const column = before.at(-1)!.length;
      const line = text.split("\n")[before.length - 1]!;
      const to = replacement(found);
      return {
        mutator: name,
        line: before.length,
        column: column + 1,
        source: line.trim(),
        ...inItsLine(line, column, found, to),
        code: javaScript.slice(0, index) + to + javaScript.slice(index + found.length),
      };
    }),
  );
}

/** Whole numbers are counts, axes and powers, which are wrong by one; others are rates and bounds, wrong by a factor. */
function anotherNumber(literal: string): string {
  const value = Number(literal.replaceAll("_", ""));
  return String(/[.e]/i.test(literal) ? 2 * value : value + 1);
}

/** What is exchanged, with as much of the line around it as makes it the only such place there: explanations name it by this. */
function inItsLine(line: string, column: number, found: string, to: string): { from: string; to: string } {
  let [start, end] = [column, column + found.length];
  const isOnlyOne = (): boolean => line.split(line.slice(start, end).trim()).length === 2;
  while (!isOnlyOne() && (start > 0 || end < line.length)) {
    start = Math.max(0, start - 1);
    end = Math.min(line.length, end + 1);
  }
  while (start > 0 && /\w\w/.test(line.slice(start - 1, start + 1))) start--;
  while (end < line.length && /\w\w/.test(line.slice(end - 1, end + 1))) end++;
  const [left, right] = [line.slice(start, column), line.slice(column + found.length, end)];
  return { from: (left + found + right).trim(), to: (left + to + right).trim() };
}

/** A template may hold another one in its holes, and no third. */
const plainTemplate = /`(?:\\.|[^`\\])*`/.source;
const template = `\`(?:\\\\.|\\$\\{(?:${plainTemplate}|[^\`}])*\\}|[^\`\\\\])*\``;
const words = new RegExp(String.raw`//.*|/\*[^]*?\*/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|${template}`, "g");

/** Blanks in place of comments, strings, templates and what is handed to an error; every place stays where it is. */
function withoutWords(code: string): string {
  const blank = (found: string): string => found.replaceAll(/[^\n]/g, " ");
  const masked = code.replaceAll(words, blank);
  let kept = "";
  let from = 0;
  for (const { 0: found, index } of masked.matchAll(/\bnew \w*Error\(/g)) {
    const to = endOfBracket(masked, index + found.length);
    kept += masked.slice(from, index) + blank(masked.slice(index, to));
    from = to;
  }
  return kept + masked.slice(from);
}

/** Where the bracket closes whose inside begins at a place. */
function endOfBracket(code: string, start: number): number {
  let [end, depth] = [start, 1];
  for (; depth > 0 && end < code.length; end++) depth += code[end] === "(" ? 1 : code[end] === ")" ? -1 : 0;
  return end;
}
