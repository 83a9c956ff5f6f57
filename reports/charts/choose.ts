/**
 * Which chart, if any, says more than the numbers beside it.
 *
 * Of a matrix, or of the slices of a larger tensor: where it differs, and in which direction. Of a function of one vector: both
 * curves over its argument. Of a longer vector, such as a loss at each step: both curves over the steps. What has a few
 * entries, another shape than expected, or entries that the document doesn't hold, has no chart.
 */
import type { Lesson, Preview } from "#graders/result/result.ts";
import type { ComparedPart } from "../compared.ts";

export interface Pairs {
  readonly expected: readonly number[];
  readonly actual: readonly number[];
  /** Which entries differ by more than is allowed. */
  readonly wrong: ReadonlySet<number>;
}

export type Chosen =
  | (Pairs & { readonly kind: "map"; readonly shape: readonly number[] })
  | (Pairs & { readonly kind: "over argument"; readonly name: string; readonly argument: readonly number[] })
  | (Pairs & { readonly kind: "over steps" });

const largestSide = 16;
/** Smaller ones are read faster than a map of them. */
const fewestEntries = 12;
const fewestPoints = 4;
const fewestSteps = 12;

export function chartFor({ expected, actual }: ComparedPart, inputs: Lesson["input"] = []): Chosen | undefined {
  if (!expected || !actual?.wrong || actual.wrong.length === 0) return undefined;
  const [right, own] = [numbersOf(expected), numbersOf(actual)];
  if (!right || !own || String(expected.shape) !== String(actual.shape)) return undefined;
  const pairs = { expected: right, actual: own, wrong: new Set(actual.wrong) };
  const shape = expected.shape!;
  if (shape.length === 1) return curveOf(pairs, inputs);
  return isMap(shape) && someAreOff(pairs) ? { kind: "map", shape, ...pairs } : undefined;
}

/** All entries as numbers; nothing where the document doesn't hold all of them. */
export function numbersOf({ shape, values }: Preview): readonly number[] | undefined {
  if (!shape || !values || values.length !== shape.reduce((product, size) => product * size, 1)) return undefined;
  return values.map(Number);
}

function isMap(shape: readonly number[]): boolean {
  const [rows = 0, columns = 0] = shape.slice(-2);
  const count = shape.reduce((product, size) => product * size, 1);
  const fits = Math.min(rows, columns) >= 2 && Math.max(rows, columns) <= largestSide;
  return shape.length >= 2 && shape.length <= 4 && fits && count >= fewestEntries;
}

/** Where nothing but NaN came back, a map would only say so again. */
function someAreOff({ expected, actual, wrong }: Pairs): boolean {
  return [...wrong].some((index) => Number.isFinite(actual[index]! - expected[index]!));
}

function curveOf(pairs: Pairs, inputs: NonNullable<Lesson["input"]>): Chosen | undefined {
  const { length } = pairs.expected;
  const alike = inputs.filter(({ value }) => value.shape?.length === 1 && value.shape[0] === length);
  const [only] = alike;
  const argument = only && alike.length === 1 ? numbersOf(only.value) : undefined;
  if (argument && isArgument(argument, pairs.expected))
    return { kind: "over argument", name: only!.name, argument, ...pairs };
  return length >= fewestSteps && pairs.expected.every(Number.isFinite) ? { kind: "over steps", ...pairs } : undefined;
}

/** Whether the values are those of a function of it, at enough places to see a curve. */
function isArgument(argument: readonly number[], values: readonly number[]): boolean {
  const known = new Map(argument.map((x, index) => [x, values[index]]));
  const isFunction = argument.every((x, index) => known.get(x) === values[index]);
  return isFunction && known.size >= fewestPoints && [...argument, ...values].every(Number.isFinite);
}
