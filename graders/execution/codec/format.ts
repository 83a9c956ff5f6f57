/**
 * The one binary form in which values cross between the grader and code nobody trusts.
 *
 * Theory of operation. The same text runs in the grader and, types stripped, inside the student's realm. There it is
 * evaluated before any student code and keeps the built-ins it uses, so a patched prototype can't break it. A value is
 * written as a snapshot: each property is read once, and what is not data becomes an opaque tag that only describes it.
 *
 * Whoever reads can't be made to spend more than the bytes are worth: every count is checked against the bytes that
 * are left, and charged to a budget of nodes before anything of that size is allocated (nested headers multiply, so
 * the bytes alone are no bound). Numbers are little-endian; strings are UTF-16, so any string crosses unchanged.
 */
/** The classes of the side that encodes or decodes; each realm has its own. */
export interface CodecClasses {
  readonly Tensor: new (
    data: Float64Array,
    shape: readonly number[],
  ) => { readonly data: Float64Array; readonly shape: readonly number[] };
  readonly Random: new (seed: number) => { readonly seed: number };
  readonly Opaque: new (description: string) => { readonly description: string };
  /** Prototype of decoded plain objects: null where they come from a student. */
  readonly objectPrototype: object | null;
}

export interface CodecLimits {
  readonly bytes: number;
  readonly nodes: number;
}

/** Inside a student's realm: one reply. */
export const replyLimits: CodecLimits = { bytes: 16 * 2 ** 20, nodes: 3_000_000 };
/** In the grader: one message from a child, or one call to it. */
export const messageLimits: CodecLimits = { bytes: 32 * 2 ** 20, nodes: 3_000_000 };
export const maxDepth = 64;
export const maxTensorEntries = 4 * 2 ** 20;
export const maxAxes = 32;
/** Lengths and sizes are written as 32 bits. */
export const maxCount = 2 ** 32 - 1;
export const maxBigintDigits = 100_000;

/** A value that can't cross; `what` goes after "returned": `a list that contains itself`. */
export class CodecError {
  readonly kind: "not-data" | "too-much-output" | "malformed";
  readonly what: string;
  constructor(kind: CodecError["kind"], what: string) {
    this.kind = kind;
    this.what = what;
  }
}

/** The byte in front of each value. */
export const tag = {
  undefined: 0,
  null: 1,
  false: 2,
  true: 3,
  number: 4,
  string: 5,
  list: 6,
  numbers: 7,
  object: 8,
  typed: 9,
  bigint: 10,
  tensor: 11,
  random: 12,
  opaque: 13,
} as const;

export function tooMuch(): CodecError {
  return new CodecError("too-much-output", "a value too large to read");
}
