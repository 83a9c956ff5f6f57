/**
 * Compares what came back with what was expected, entry by entry, and says in words what differs.
 *
 * An entry agrees when |actual − expected| ≤ relative · |expected| + scale · max|expected| + absolute, or when the two
 * are at most `ulp` representable numbers apart. The term in max|expected| stands for rounding in a sum whose terms
 * are as large as the largest entry; with it no fixed absolute slack is needed that could swallow a small answer whole.
 * Code that keeps its numbers in a Float32Array is right as well: where every entry is a float32 number, and the spec asks
 * for no tolerance of its own, single precision is enough.
 * NaN agrees with NaN, an infinity with the same infinity, −0 with 0 unless `signedZero`.
 */
import { Tensor } from "#tensor";
import { Opaque, type Value } from "#graders/execution/executor.ts";
import type { Difference } from "#graders/result/result.ts";
import { apart } from "#graders/result/numbers.ts";
import { jsonNumber, type WrongPart } from "#graders/result/preview.ts";

export interface Tolerance {
  readonly relative: number;
  readonly scale: number;
  readonly absolute: number;
  readonly ulp: number;
  readonly signedZero: boolean;
  /** In place of the other terms: what each entry may be off by, of the form of the expected value. */
  readonly bound?: Value;
}

const defaultTolerance: Tolerance = { relative: 1e-6, scale: 1e-8, absolute: 1e-14, ulp: 0, signedZero: false };

/** For results in single precision: 2⁻²⁴ is 6e-8. */
const singlePrecision = { relative: 1e-5, scale: 2e-6 };

export type Comparison =
  | { readonly equal: true }
  | {
      readonly equal: false;
      readonly reason: string;
      readonly differences: readonly Difference[];
      readonly differing?: { readonly count: number; readonly of: number };
      /** All that differs, for marking; the differences are the worst few. */
      readonly wrong?: readonly WrongPart[];
    };

const shownDifferences = 5;

/** Compares two values; `where` is the path to them, such as `.gradWeight`. */
export function compare(expected: Value, actual: Value, tolerance: Partial<Tolerance> = {}, where = ""): Comparison {
  const rule = { ...defaultTolerance, ...tolerance };
  const wanted = asNumbers(expected);
  if (wanted) return compareNumbers(wanted, actual, rule, where);
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return unlike(expected, actual, where);
    if (actual.length !== expected.length)
      return different(
        where,
        `${subject(where)} has ${count(actual.length, "entry", "entries")}, expected ${expected.length}.`,
      );
    return combine(
      expected.map((entry, index) => compare(entry, actual[index], within(tolerance, index), `${where}[${index}]`)),
    );
  }
  if (isRecord(expected)) {
    if (!isRecord(actual)) return unlike(expected, actual, where);
    const missing = Object.keys(expected).filter((key) => expected[key] !== undefined && !Object.hasOwn(actual, key));
    if (missing.length > 0)
      return different(
        where,
        `${subject(where)} lacks the ${missing.length === 1 ? "field" : "fields"} ${listed(missing)}; it has ${listed(Object.keys(actual)) || "none"}.`,
      );
    return combine(
      Object.entries(expected).map(([key, value]) =>
        compare(value, actual[key], within(tolerance, key), `${where}.${key}`),
      ),
      Object.keys(expected),
    );
  }
  if (Object.is(expected, actual)) return { equal: true };
  if (typeof expected !== typeof actual) return unlike(expected, actual, where);
  const difference = { at: where, expected: cut(String(expected)), actual: cut(String(actual)) };
  return {
    equal: false,
    reason: `${subject(where)} is ${describe(actual)}, expected ${describe(expected)}.`,
    differences: where === "" ? [] : [difference],
    wrong: [{ at: where, entries: [] }],
  };
}

/** How far off an entry may be, and why, for somebody who has never thought about rounding. */
export function toleranceInWords(tolerance: Partial<Tolerance>): string {
  const rule = { ...defaultTolerance, ...tolerance };
  if (rule.bound !== undefined)
    return "within what rounding each step to float32 can add up to; the bound is worked out for these inputs, entry by entry";
  if (rule.relative === 0 && rule.scale === 0 && rule.absolute === 0)
    return rule.ulp === 0
      ? "nothing: no rounding happens here, so the numbers must be the same"
      : `${count(rule.ulp, "step", "steps")} to a neighbouring float64 number, for rounding`;
  const parts = [`${small(rule.relative)} of the expected entry`];
  if (rule.scale > 0) parts.push(`${small(rule.scale)} of the largest entry`);
  if (rule.absolute > 1e-12) parts.push(small(rule.absolute));
  const why =
    rule.absolute > 1e-12 || rule.relative > defaultTolerance.relative
      ? "right answers differ by this much at most"
      : "rounding in a sum of such terms stays below that";
  return `within ${parts.join(" plus ")}; ${why}`;
}

/** The same for gradients, which are held against slopes. */
export const slopeToleranceInWords =
  "within 1e-6 of the slope plus 20 times the error of measuring it; slopes are measured on the forward pass, from small steps to both sides";

/** 1e-6, not 0.000001. */
function small(number: number): string {
  return number < 0.001 ? number.toExponential() : String(number);
}

/** A name for a value in a sentence: `a tensor of shape [2, 3]`, `the number 3`, `undefined`. */
export function describe(value: Value): string {
  if (value instanceof Tensor) return `a tensor of shape ${shapeText(value.shape)}`;
  if (value instanceof Opaque) return value.description;
  if (Array.isArray(value)) return `an array of ${count(value.length, "entry", "entries")}`;
  if (typeof value === "string") return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  if (typeof value === "number") return `the number ${Object.is(value, -0) ? "-0" : value}`;
  if (typeof value === "object" && value !== null) return ArrayBuffer.isView(value) ? "a typed array" : "an object";
  return cut(String(value));
}

const longestText = 200;

/** A bigint may have a hundred thousand digits. */
function cut(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text;
}

interface Numbers {
  readonly shape: readonly number[];
  readonly data: ArrayLike<number>;
}

function asNumbers(value: Value): Numbers | undefined {
  if (value instanceof Tensor) return value;
  if (typeof value === "number") return { shape: [], data: [value] };
  return undefined;
}

function compareNumbers(expected: Numbers, value: Value, rule: Tolerance, where: string): Comparison {
  const actual = asNumbers(value);
  if (!actual) {
    const remedy = Array.isArray(value) ? " Wrap it: tensor([...])." : "";
    return different(
      where,
      `${subject(where)} is ${describe(value)}, expected ${expected.shape.length === 0 ? "a number" : `a tensor of shape ${shapeText(expected.shape)}`}.${remedy}`,
    );
  }
  if (
    actual.shape.length !== expected.shape.length ||
    actual.shape.some((size, axis) => size !== expected.shape[axis])
  ) {
    return different(
      where,
      `${subject(where)} has the shape ${shapeText(actual.shape)}, expected ${shapeText(expected.shape)}.`,
    );
  }
  const wrong = disagreements(expected.data, actual.data, rule);
  if (wrong.length === 0 || (mayBeSingle(rule) && agreesInSinglePrecision(expected.data, actual.data, rule)))
    return { equal: true };
  const differences = worst(wrong).map(({ index, error, allowed }): Difference => {
    const at = `${where}${positionText(index, expected.shape)}`;
    const entry = { at, expected: jsonNumber(expected.data[index]!), actual: jsonNumber(actual.data[index]!) };
    return Number.isFinite(error) && Number.isFinite(allowed) ? { ...entry, difference: error, allowed } : entry;
  });
  const total = expected.data.length;
  const { at } = differences[0]!;
  const { actual: got, expected: want } = apart(differences[0]!);
  return {
    equal: false,
    reason: `${at === where ? subject(where) : `The entry at ${at}`} is ${got}, expected ${want}.${extent(wrong.length, total, where)}`,
    differences,
    differing: { count: wrong.length, of: total },
    wrong: [{ at: where, entries: wrong.map(({ index }) => index) }],
  };
}

function extent(wrong: number, total: number, where: string): string {
  if (total === 1) return "";
  const entries = `entries${where === "" ? "" : ` of ${where}`}`;
  if (wrong === total) return ` ${total === 2 ? "Both" : `All ${total}`} ${entries} differ.`;
  return ` ${wrong} of ${total} ${entries} ${wrong === 1 ? "differs" : "differ"}.`;
}

interface Disagreement {
  readonly index: number;
  readonly error: number;
  readonly allowed: number;
}

function disagreements(expected: ArrayLike<number>, actual: ArrayLike<number>, rule: Tolerance): Disagreement[] {
  const largest = largestFinite(expected);
  const bound = rule.bound === undefined ? undefined : asNumbers(rule.bound);
  const wrong: Disagreement[] = [];
  for (let index = 0; index < expected.length; index++) {
    const want = expected[index]!;
    const got = actual[index]!;
    if (got === want && (want !== 0 || !rule.signedZero || Object.is(got, want))) continue;
    const allowed = bound?.data[index] ?? rule.relative * Math.abs(want) + rule.scale * largest + rule.absolute;
    if (!agrees(want, got, allowed, rule)) wrong.push({ index, error: Math.abs(got - want), allowed });
  }
  return wrong;
}

/** The tolerance for a part of the value. */
function within(tolerance: Partial<Tolerance>, part: string | number): Partial<Tolerance> {
  if (tolerance.bound === undefined) return tolerance;
  return { ...tolerance, bound: (tolerance.bound as { readonly [part: string]: Value })[part] };
}

function mayBeSingle({ relative, scale, bound }: Tolerance): boolean {
  return bound === undefined && relative === defaultTolerance.relative && scale === defaultTolerance.scale;
}

/** Every entry is a float32 number, and as near as sums of a few hundred such numbers come. */
function agreesInSinglePrecision(expected: ArrayLike<number>, actual: ArrayLike<number>, rule: Tolerance): boolean {
  for (let index = 0; index < actual.length; index++)
    if (!Object.is(Math.fround(actual[index]!), actual[index]!)) return false;
  return disagreements(expected, actual, { ...rule, ...singlePrecision }).length === 0;
}

function agrees(want: number, got: number, allowed: number, rule: Tolerance): boolean {
  if (Number.isNaN(want) || Number.isNaN(got)) return Number.isNaN(want) && Number.isNaN(got);
  if (want === 0 && got === 0) return !rule.signedZero || Object.is(want, got);
  if (!Number.isFinite(want) || !Number.isFinite(got)) return want === got;
  return Math.abs(got - want) <= allowed || (rule.ulp > 0 && ulpsApart(want, got) <= rule.ulp);
}

/** How many float64 numbers lie between the two, counted on the line of all of them. */
function ulpsApart(a: number, b: number): number {
  const distance = rankOnLine(a) - rankOnLine(b);
  return Number(distance < 0n ? -distance : distance);
}

function rankOnLine(value: number): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigInt64(0);
  return bits < 0n ? -(bits & 0x7fffffffffffffffn) : bits;
}

function largestFinite(data: ArrayLike<number>): number {
  let largest = 0;
  for (let index = 0; index < data.length; index++) {
    const size = Math.abs(data[index]!);
    if (size > largest && size < Infinity) largest = size;
  }
  return largest;
}

function worst(wrong: readonly Disagreement[]): Disagreement[] {
  const badness = ({ error, allowed }: { error: number; allowed: number }): number =>
    Number.isFinite(error) ? error / allowed : Infinity;
  // Sorting by position again keeps the table readable; the first of it need not be the worst.
  return [...wrong]
    .sort((a, b) => badness(b) - badness(a) || a.index - b.index)
    .slice(0, shownDifferences)
    .sort((a, b) => a.index - b.index);
}

/** `[1, 2]` for the entry at a flat index; empty for a number. */
export function positionText(index: number, shape: readonly number[]): string {
  const position: number[] = [];
  let rest = index;
  for (const size of shape.toReversed()) {
    position.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return shape.length === 0 ? "" : shapeText(position);
}

/** @param names - of the parts; absent for the entries of a list. */
function combine(parts: readonly Comparison[], names?: readonly string[]): Comparison {
  const failed = parts.filter((part) => !part.equal);
  if (failed.length === 0) return { equal: true };
  const differences = failed.flatMap((part) => part.differences).slice(0, 2 * shownDifferences);
  const wrongNames = names?.filter((_, index) => !parts[index]!.equal);
  const all = wrongNames
    ? ` The fields that differ: ${wrongNames.join(", ")}.`
    : ` ${failed.length} of ${parts.length} entries differ.`;
  return {
    equal: false,
    reason: `${failed[0]!.reason}${failed.length === 1 ? "" : all}`,
    differences,
    wrong: failed.flatMap(({ wrong = [] }) => wrong),
  };
}

/** Differs as a whole. */
function different(at: string, reason: string): Comparison {
  return { equal: false, reason, differences: [], wrong: [{ at, entries: [] }] };
}

function unlike(expected: Value, actual: Value, where: string): Comparison {
  return different(where, `${subject(where)} is ${describe(actual)}, expected ${describe(expected)}.`);
}

function subject(where: string): string {
  return where === "" ? "The result" : `The result's ${where}`;
}

function shapeText(shape: readonly number[]): string {
  return `[${shape.join(", ")}]`;
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

function isRecord(value: Value): value is { readonly [key: string]: Value } {
  if (
    typeof value !== "object" ||
    value === null ||
    value instanceof Opaque ||
    Array.isArray(value) ||
    ArrayBuffer.isView(value)
  )
    return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

const listedNames = 8;
const longestName = 40;

/** Names in a sentence, however many there are. */
function listed(names: readonly string[]): string {
  const shown = names
    .slice(0, listedNames)
    .map((name) => (name.length > longestName ? `${name.slice(0, longestName)}…` : name));
  return names.length > listedNames ? `${shown.join(", ")} and ${names.length - listedNames} more` : shown.join(", ");
}
