/**
 * A value as rows and columns of short numbers: a vector stands upright (or lies), a matrix as it is, and of a tensor
 * with more axes the last one runs along the columns and the others down the rows. One layout for text and pages.
 */
import { apart, shortNumber } from "#graders/result/numbers.ts";
import type { Preview } from "#graders/result/result.ts";

export interface Cell {
  readonly text: string;
  readonly differs: boolean;
}

export interface Row {
  /** `[0, 1]`, the indices before the last; empty where there is one row. */
  readonly label: string;
  readonly cells: readonly Cell[];
}

export interface Grid {
  /** `[2]`; none where there is one column without a number of its own. */
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  /** Rows that the result document doesn't hold. */
  readonly missing: number;
}

/** @param lies - whether a vector is one row instead of one column. */
export function gridOf(value: Preview, { lies = false } = {}): Grid | undefined {
  return laidOut(value, {
    lies,
    texts: (values) => values.map((entry) => ({ text: shortNumber(entry), differs: false })),
  });
}

/** Expected and actual of one shape, entries that differ marked in both, with digits enough to tell them apart. */
export function comparedGrids(
  expected: Preview,
  actual: Preview,
  { lies = false } = {},
): { expected: Grid; actual: Grid } | undefined {
  if (String(expected.shape) !== String(actual.shape) || !expected.values || !actual.values) return undefined;
  // A document that was changed by hand may hold fewer of one.
  if (expected.values.length !== actual.values.length) return undefined;
  const wrong = new Set(actual.wrong);
  const side = (which: "expected" | "actual") => (values: Values) =>
    values.map((entry, index): Cell => {
      if (!wrong.has(index)) return { text: shortNumber(entry), differs: false };
      return {
        text: apart({ expected: expected.values![index]!, actual: actual.values![index]! })[which],
        differs: true,
      };
    });
  const grids = {
    expected: laidOut(expected, { lies, texts: side("expected") }),
    actual: laidOut(actual, { lies, texts: side("actual") }),
  };
  return grids.expected && grids.actual ? { expected: grids.expected, actual: grids.actual } : undefined;
}

/** The stretch of `count` rows or columns to be shown: the beginning, unless the first that differs comes later. */
export function stretch(
  count: number,
  most: number,
  differs: (index: number) => boolean,
): { from: number; to: number } {
  if (count <= most) return { from: 0, to: count };
  let first = 0;
  while (first < count && !differs(first)) first++;
  const from = first < most || first === count ? 0 : Math.min(first - 1, count - most);
  return { from, to: from + most };
}

type Values = NonNullable<Preview["values"]>;

function laidOut(
  { shape, values }: Preview,
  { lies, texts }: { readonly lies: boolean; readonly texts: (values: Values) => readonly Cell[] },
): Grid | undefined {
  if (!shape || !values || values.length === 0) return undefined;
  const upright = shape.length < 2 && !lies;
  const width = upright ? 1 : shape.at(-1)!;
  const outer = upright ? shape : shape.slice(0, -1);
  const height = outer.reduce((product, size) => product * size, 1);
  const held = Math.floor(values.length / width);
  if (held === 0) return undefined;
  const cells = texts(values);
  const rows = Array.from({ length: Math.min(held, height) }, (_, row) => ({
    label: outer.length === 0 ? "" : placeText(row, outer),
    cells: cells.slice(row * width, (row + 1) * width),
  }));
  const columns = upright ? [] : Array.from({ length: width }, (_, column) => `[${column}]`);
  return { columns, rows, missing: height - rows.length };
}

function placeText(row: number, sizes: readonly number[]): string {
  const place: number[] = [];
  let rest = row;
  for (const size of sizes.toReversed()) {
    place.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return `[${place.join(", ")}]`;
}
