/**
 * Code as a row of tokens, without what is changed most easily: names, literals, comments, layout, types.
 *
 * Every name is one kind of token, and so is every literal. Only members that the language or the tensor library has, such as `.matmul`,
 * keep their names: nobody can rename them, and they tell what is computed. `const`, `let` and `var` are one kind, and so are loops, however
 * they count. Semicolons, commas at the end of a list, braces around statements, `export` and whole imports are left out, since a formatter
 * or a second look changes them. `{ mean: m }` is read as `{ mean }`, which is what it was before `mean` was renamed.
 */
import { parse, tokenizer, tokTypes, type AnyNode, type Program, type Token } from "acorn";
import { Tensor } from "#tensor";

export interface Tokens {
  /** A number for each token; the same kind has the same number in every run. */
  readonly kinds: Uint32Array;
  /** The line that each token stands on, from 1. */
  readonly lines: Uint32Array;
  /** The token at which each function, method or other piece begins that could stand elsewhere as well. The first is 0. */
  readonly pieces: readonly number[];
}

/** @param text - JavaScript, or TypeScript with its types removed. Of what is neither, as much as can be read. */
export function tokensOf(text: string): Tokens {
  const { tokens, pieces } = read(text);
  const kept = withoutImports(tokens).filter(
    (token, index, all) => !isLeftOut(token) && !(token.type === tokTypes.comma && closes(all[index + 1])),
  );
  const begins = new Set(pieces);
  return {
    kinds: Uint32Array.from(kept, (token, index) => numberOf(kindOf(token, kept[index - 1]))),
    lines: Uint32Array.from(kept, ({ loc }) => loc!.start.line),
    pieces: [0, ...kept.flatMap(({ start }, index) => (index > 0 && begins.has(start) ? [index] : []))],
  };
}

interface Reading {
  readonly tokens: readonly Token[];
  /** The places in the text where pieces begin. */
  readonly pieces: readonly number[];
}

const options = { ecmaVersion: "latest", sourceType: "module", locations: true } as const;

/** The parser knows a division from a regular expression. The tokenizer guesses, but it also reads code that is broken. */
function read(text: string): Reading {
  const tokens: Token[] = [];
  try {
    const program = parse(text, { ...options, onToken: tokens });
    return {
      tokens: outside(tokens, skippedIn(program).toArray()),
      pieces: piecesOf(program),
    };
  } catch {
    return { tokens: readBroken(text), pieces: [] };
  }
}

/** What stands at the top of the file, and what stands at the top of its classes. */
function piecesOf(program: Program): number[] {
  return program.body.flatMap((statement) => {
    const declared = "declaration" in statement && statement.declaration ? statement.declaration : statement;
    const members = declared.type === "ClassDeclaration" ? declared.body.body : [];
    return [declared, ...members].map(({ start }) => start);
  });
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** The tokens that lie in none of the ranges. */
function outside(tokens: readonly Token[], ranges: readonly Range[]): Token[] {
  const sorted = ranges.toSorted((one, other) => one.start - other.start);
  let next = 0;
  let end = 0;
  return tokens.filter(({ start }) => {
    while (next < sorted.length && sorted[next]!.start <= start) end = Math.max(end, sorted[next++]!.end);
    return start >= end;
  });
}

/** What is said in another way just as well: `{ mean: m }`, the braces of a block, how a loop counts. */
function* skippedIn(node: AnyNode): Generator<Range> {
  const { start, end } = node;
  if (node.type === "Property" && !node.shorthand && !node.computed && node.key.type === "Identifier") {
    const value = node.value.type === "AssignmentPattern" ? node.value.left : node.value;
    if (value.type === "Identifier") yield { start, end: value.start };
  }
  if (node.type === "BlockStatement") {
    yield { start, end: start + 1 };
    yield { start: end - 1, end };
  }
  if (node.type === "ForStatement" || node.type === "ForOfStatement" || node.type === "WhileStatement")
    yield { start: start + 1, end: node.body.start };
  for (const child of Object.values(node).flat())
    if (typeof child === "object" && child !== null && "type" in child) yield* skippedIn(child as AnyNode);
}

function readBroken(text: string): Token[] {
  const tokens: Token[] = [];
  try {
    for (const token of tokenizer(text, options)) tokens.push(token);
  } catch {
    // From here on nothing can be read, such as a text without an end.
  }
  return tokens;
}

function withoutImports(tokens: readonly Token[]): Token[] {
  const kept: Token[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]!;
    const next = tokens[index + 1]?.type;
    const isImport = token.type === tokTypes._import && next !== tokTypes.parenL && next !== tokTypes.dot;
    if (!isImport) kept.push(token);
    else while (index < tokens.length - 1 && tokens[index]!.type !== tokTypes.string) index++;
  }
  return kept;
}

function isLeftOut({ type }: Token): boolean {
  return type === tokTypes.semi || type === tokTypes._export || type === tokTypes.eof;
}

function closes(token: Token | undefined): boolean {
  return token !== undefined && [tokTypes.parenR, tokTypes.bracketR, tokTypes.braceR].includes(token.type);
}

const literals = new Set([
  tokTypes.num,
  tokTypes.string,
  tokTypes.regexp,
  tokTypes.template,
  tokTypes._true,
  tokTypes._false,
  tokTypes._null,
]);

function kindOf({ type, value }: Token & { readonly value?: unknown }, before: Token | undefined): string {
  if (literals.has(type)) return "literal";
  if (type === tokTypes.name) return kindOfName(String(value), before);
  if (type === tokTypes.privateId) return "name";
  if (type.keyword) return otherwise.get(type.keyword) ?? type.keyword;
  // One type of acorn's holds several operators, such as < and >.
  return typeof value === "string" ? value : type.label;
}

/** Keywords that stand for others. */
const otherwise = new Map([
  ["var", "const"],
  ["while", "for"],
]);

function kindOfName(name: string, before: Token | undefined): string {
  if (before?.type === tokTypes.dot || before?.type === tokTypes.questionDot)
    return knownMembers.has(name) ? `.${name}` : "name";
  return name === "let" ? "const" : "name";
}

const knownMembers = new Set(
  [Tensor, Array, Float64Array, Map, Set, String, Number]
    .flatMap((owner) => [...Object.getOwnPropertyNames(owner.prototype), ...Object.getOwnPropertyNames(owner)])
    .concat(Object.getOwnPropertyNames(Math), Object.getOwnPropertyNames(Object)),
);

const numbers = new Map<string, number>();

/** FNV-1a, so that the number depends on nothing but the kind. */
function numberOf(kind: string): number {
  const known = numbers.get(kind);
  if (known !== undefined) return known;
  let hash = 0x811c9dc5;
  for (let index = 0; index < kind.length; index++) hash = Math.imul(hash ^ kind.charCodeAt(index), 0x01000193);
  numbers.set(kind, hash >>> 0);
  return hash >>> 0;
}
