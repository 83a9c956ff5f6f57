/**
 * The little language in which a spec states what a function takes and gives.
 *
 *     tensor                         any shape, real entries
 *     tensor[N, 4H, 3]               sizes are numbers, symbols, or multiples of symbols; `N+1` and `N-1` too
 *     tensor[N] of integers in [0, C)
 *     tensor[N, C] of one-hot rows   also: of probabilities, of -1 or 1, of 0 or 1
 *     tensor[N] in (0, 1]            entries in an interval; a bound is a number, inf, -inf or a symbol
 *     like x                         the shape of argument x
 *     number in [0, 1)   integer in [1, 3]   boolean   one of mean, sum, none   random   any
 *     optional …                     may be left out
 *
 * A nested JSON object is a record of such types. One statement serves as documentation, as contract for what is
 * returned, and as the generator of inputs for every property.
 */

export interface Bound {
  /** A number or the name of a size. */
  readonly value: number | string;
  readonly open: boolean;
}

export interface Interval {
  readonly low: Bound;
  readonly high: Bound;
}

export interface Dimension {
  readonly factor: number;
  readonly symbol?: string;
  readonly offset: number;
}

export type Entries = "reals" | "integers" | "one-hot rows" | "probabilities" | readonly number[];

export type Type = { readonly optional: boolean } & (
  | {
      readonly kind: "tensor";
      readonly shape?: readonly Dimension[];
      readonly like?: string;
      readonly entries: Entries;
      readonly interval?: Interval;
    }
  | { readonly kind: "number" | "integer"; readonly interval?: Interval }
  | { readonly kind: "boolean" | "random" | "any" }
  | { readonly kind: "choice"; readonly options: readonly string[] }
  | { readonly kind: "record"; readonly fields: ReadonlyMap<string, Type> }
);

export interface Signature {
  readonly parameters: ReadonlyMap<string, Type>;
  readonly returns: Type;
}

export type TypeText = string | { readonly [field: string]: TypeText };

/** A type in a spec that can't be read; the loader adds file and path. */
export class TypeTextError extends Error {
  readonly path: string;
  constructor(path: string, message: string) {
    super(message);
    this.path = path;
  }
}

/** Reads `{ "x": "tensor[N, D]", …, "returns": "like x" }`. */
export function parseSignature(text: { readonly [name: string]: TypeText }, path: string): Signature {
  const parameters = new Map<string, Type>();
  for (const [name, typeText] of Object.entries(text)) {
    if (!/^[A-Za-z_]\w*$/.test(name))
      throw new TypeTextError(
        path,
        `has the argument ${JSON.stringify(name)}, expected a name such as x or gradOutput.`,
      );
    if (name !== "returns") parameters.set(name, parseType(typeText, `${path}/${name}`));
  }
  if (text["returns"] === undefined)
    throw new TypeTextError(path, 'has no "returns". Say what the function gives back, such as "returns": "like x".');
  return { parameters, returns: parseType(text["returns"], `${path}/returns`) };
}

export function parseType(text: TypeText, path: string): Type {
  if (typeof text !== "string") {
    const fields = new Map(Object.entries(text).map(([name, field]) => [name, parseType(field, `${path}/${name}`)]));
    return { kind: "record", fields, optional: [...fields.values()].every((field) => field.optional) };
  }
  const optional = text.startsWith("optional ");
  const body = optional ? text.slice("optional ".length) : text;
  const simple = parseSimple(body, path);
  return { ...simple, optional };
}

type Bare<T> = T extends unknown ? Omit<T, "optional"> : never;

function parseSimple(body: string, path: string): Bare<Type> {
  if (body === "boolean" || body === "random" || body === "any") return { kind: body };
  const choice = /^one of (.+)$/.exec(body);
  if (choice) return { kind: "choice", options: choice[1]!.split(",").map((option) => option.trim()) };
  const scalar = /^(number|integer)(?: in (.+))?$/.exec(body);
  if (scalar) return { kind: scalar[1] as "number" | "integer", ...interval(scalar[2], path) };
  const tensor =
    /^(?:tensor(?:\[(?<shape>[^\]]*)\])?|like (?<like>\w+))(?: of (?<entries>.+?))?(?: in (?<range>[[(].+))?$/.exec(
      body,
    );
  if (!tensor) {
    throw new TypeTextError(
      path,
      `is "${body}", expected a type such as "tensor[N, D]", "like x", "number in (0, 1]", "integer in [1, 3]", "boolean", "one of a, b", "random" or "any".`,
    );
  }
  const { shape, like, entries, range } = tensor.groups!;
  return {
    kind: "tensor",
    ...(shape === undefined
      ? {}
      : { shape: shape.trim() === "" ? [] : shape.split(",").map((term) => parseDimension(term.trim(), path)) }),
    ...(like === undefined ? {} : { like }),
    entries: parseEntries(entries, path),
    ...interval(range, path),
  };
}

function parseDimension(term: string, path: string): Dimension {
  const match = /^(\d*)([A-Za-z]\w*)?([+-]\d+)?$/.exec(term);
  if (!match || term === "")
    throw new TypeTextError(
      path,
      `has the size "${term}", expected a number, a symbol such as N, a multiple such as 4H, or N+1.`,
    );
  const [, factor, symbol, offset] = match;
  if (symbol === undefined) return { factor: 0, offset: Number(factor) + Number(offset ?? 0) };
  return { factor: factor === "" ? 1 : Number(factor), symbol, offset: Number(offset ?? 0) };
}

function parseEntries(text: string | undefined, path: string): Entries {
  if (text === undefined) return "reals";
  if (text === "integers" || text === "one-hot rows" || text === "probabilities") return text;
  const values = text.split(" or ").map(Number);
  if (values.some(Number.isNaN)) {
    throw new TypeTextError(
      path,
      `has entries "of ${text}", expected integers, one-hot rows, probabilities, or numbers such as "-1 or 1".`,
    );
  }
  return values;
}

function interval(text: string | undefined, path: string): { interval?: Interval } {
  if (text === undefined) return {};
  const match = /^([[(])\s*(\S+?)\s*,\s*(\S+?)\s*([\])])$/.exec(text);
  if (!match)
    throw new TypeTextError(path, `has the interval "${text}", expected one such as [0, 1), (0, inf) or [0, C).`);
  return {
    interval: {
      low: { value: bound(match[2]!), open: match[1] === "(" },
      high: { value: bound(match[3]!), open: match[4] === ")" },
    },
  };
}

function bound(text: string): number | string {
  if (text === "inf") return Infinity;
  if (text === "-inf") return -Infinity;
  const number = Number(text);
  return Number.isNaN(number) ? text : number;
}

/** Sizes named in a type, in order of appearance. */
export function symbolsOf(type: Type): string[] {
  if (type.kind === "record") return [...type.fields.values()].flatMap(symbolsOf);
  const found: string[] = [];
  if (type.kind === "tensor")
    for (const dimension of type.shape ?? []) if (dimension.symbol !== undefined) found.push(dimension.symbol);
  if ((type.kind === "tensor" || type.kind === "number" || type.kind === "integer") && type.interval) {
    for (const { value } of [type.interval.low, type.interval.high]) if (typeof value === "string") found.push(value);
  }
  return found;
}

export function evaluateDimension(dimension: Dimension, sizes: ReadonlyMap<string, number>): number {
  return (
    dimension.factor * (dimension.symbol === undefined ? 0 : (sizes.get(dimension.symbol) ?? NaN)) + dimension.offset
  );
}

/** Real-valued, so a gradient with respect to it makes sense. */
export function isDifferentiable(type: Type): boolean {
  return (
    (type.kind === "tensor" && type.entries === "reals") || (type.kind === "tensor" && type.entries === "probabilities")
  );
}
