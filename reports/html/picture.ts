/** A value for a page: a table of entries when it is a small vector or matrix, else its text. */
import type { Difference, Preview } from "#graders/result/result.ts";

export interface Cell {
  readonly text: string;
  readonly differs: boolean;
}

export interface Picture {
  readonly label: string;
  /** `shape [2, 3]`, or empty. */
  readonly shape: string;
  readonly grid: Grid | null;
  readonly text: string;
}

export interface Grid {
  readonly columns: readonly number[];
  /** Whether rows have numbers: a matrix's have. */
  readonly numbered: boolean;
  readonly rows: readonly { readonly index: number; readonly cells: readonly Cell[] }[];
  /** Characters of the longest entry. */
  readonly entryWidth: number;
}

const mostColumns = 10;
const mostRows = 16;

/** A picture of one value; `differing` holds the texts of entries to mark, by position in row-major order. */
export function pictureOf(
  label: string,
  preview: Preview,
  differing: ReadonlyMap<number, string> = new Map(),
): Picture {
  const shape = preview.shape ? `shape [${preview.shape.join(", ")}]` : "";
  const size = gridSize(preview);
  if (!size) return { label, shape, grid: null, text: preview.text };
  const cells = preview.values!.map((value, index): Cell => ({
    text: differing.get(index) ?? shortNumber(value),
    differs: differing.has(index),
  }));
  const rows = Array.from({ length: size.rows }, (_, index) => ({
    index,
    cells: cells.slice(index * size.columns, (index + 1) * size.columns),
  }));
  const entryWidth = Math.max(...cells.map(({ text }) => text.length));
  return {
    label,
    shape,
    grid: { columns: [...Array(size.columns).keys()], numbered: preview.shape!.length === 2, rows, entryWidth },
    text: "",
  };
}

/**
 * Expected and actual, to stand beside each other. Entries that differ are marked in both, with digits enough to tell
 * them apart; `all` says that every entry differs, though only the worst are listed.
 */
export function comparedPictures(
  expected: Preview,
  actual: Preview,
  { differences, all }: { differences: readonly Difference[]; all: boolean },
): Picture[] {
  const sameShape = String(expected.shape) === String(actual.shape);
  const pairs = all
    ? pairsOf(expected, actual)
    : differences.map((difference) => ({ ...difference, index: positionOf(difference.at, expected.shape) }));
  const marks = sameShape
    ? pairs.filter(({ index }) => index >= 0).map((pair) => ({ index: pair.index, ...apart(pair) }))
    : [];
  const texts = (side: "expected" | "actual") => new Map(marks.map((mark) => [mark.index, mark[side]]));
  return sameWidth([
    pictureOf("Expected", expected, texts("expected")),
    pictureOf("Your code returned", actual, texts("actual")),
  ]);
}

/** The number with at most so many significant digits. */
function shortNumber(value: number | string, digits = 6): string {
  return typeof value === "string" ? value : String(Number(value.toPrecision(digits)));
}

/** Two entries that differ, short unless that would make them look the same. */
export function apart({ expected, actual }: Pair, digits = 6): { expected: string; actual: string } {
  const short = { expected: shortNumber(expected, digits), actual: shortNumber(actual, digits) };
  return short.expected === short.actual ? { expected: String(expected), actual: String(actual) } : short;
}

type Pair = Pick<Difference, "expected" | "actual">;

function pairsOf({ values: expected = [] }: Preview, { values: actual = [] }: Preview): (Pair & { index: number })[] {
  return expected.slice(0, actual.length).map((entry, index) => ({ index, expected: entry, actual: actual[index]! }));
}

/** Pictures whose entries stand below or beside each other in columns of the same width. */
function sameWidth(pictures: readonly Picture[]): Picture[] {
  const entryWidth = Math.max(0, ...pictures.map(({ grid }) => grid?.entryWidth ?? 0));
  return pictures.map((picture) => (picture.grid ? { ...picture, grid: { ...picture.grid, entryWidth } } : picture));
}

function gridSize({ shape, values }: Preview): { rows: number; columns: number } | undefined {
  if (!shape || !values || shape.length < 1 || shape.length > 2) return undefined;
  const rows = shape.length === 1 ? 1 : shape[0]!;
  const columns = shape.at(-1)!;
  const fits =
    rows > 0 && rows <= mostRows && columns > 0 && columns <= mostColumns && values.length === rows * columns;
  return fits ? { rows, columns } : undefined;
}

/** Place in row-major order of `[1, 2]`; −1 when it isn't such a place. */
function positionOf(at: string, shape: readonly number[] = []): number {
  const place = /^\[(\d+(?:, \d+)*)\]$/.exec(at)?.[1]?.split(", ").map(Number) ?? [];
  if (place.length === 0 || place.length !== shape.length) return -1;
  return place.reduce((position, index, axis) => position * shape[axis]! + index, 0);
}
