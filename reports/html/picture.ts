/** A value for a page: a table of its entries where it has any, what is long folded away; else its text. */
import type { Preview } from "#graders/result/result.ts";
import type { ComparedPart } from "../compared.ts";
import { comparedGrids, gridOf, stretch, type Grid, type Row } from "../grid.ts";
import { counted } from "../words.ts";

export interface Picture {
  readonly label: string;
  /** `shape [2, 3]`, or empty. */
  readonly shape: string;
  readonly table: Table | null;
  /** Rows that are folded away. */
  readonly more: { readonly summary: string; readonly table: Table } | null;
  /** What the result document doesn't hold, in words. */
  readonly missing: string;
  readonly text: string;
}

export interface Table {
  readonly columns: readonly string[];
  /** Whether rows have a label. */
  readonly numbered: boolean;
  readonly rows: readonly Row[];
  /** Characters of the longest entry. */
  readonly entryWidth: number;
}

const mostRows = 16;
/** A longer vector stands upright. */
const mostAbreast = 8;

/** A picture of one value. */
export function pictureOf(label: string, value: Preview): Picture {
  return drawn(label, value, gridOf(value, { lies: lies(value) }));
}

/** Expected and received, to stand beside each other. */
export function comparedPictures({ expected, actual }: ComparedPart): Picture[] {
  const grids = expected && actual ? comparedGrids(expected, actual, { lies: lies(actual) }) : undefined;
  if (grids)
    return sameWidth([
      drawn("Expected", expected!, grids.expected),
      drawn("Your code returned", actual!, grids.actual),
    ]);
  return [
    ...(expected ? [pictureOf("Expected", expected)] : []),
    ...(actual ? [pictureOf("Your code returned", actual)] : []),
  ];
}

function lies({ shape }: Preview): boolean {
  return shape?.length === 1 && shape[0]! <= mostAbreast;
}

function drawn(label: string, { shape: sizes, text }: Preview, grid: Grid | undefined): Picture {
  const shape = sizes && sizes.length > 0 ? `shape [${sizes.join(", ")}]` : "";
  if (!grid) return { label, shape, table: null, more: null, missing: "", text };
  const entryWidth = Math.max(...grid.rows.flatMap(({ cells }) => cells.map((cell) => cell.text.length)));
  const table = (rows: readonly Row[]): Table => ({
    columns: grid.columns,
    numbered: rows.some((row) => row.label !== ""),
    rows,
    entryWidth,
  });
  const shown = stretch(grid.rows.length, mostRows, (row) => grid.rows[row]!.cells.some(({ differs }) => differs));
  const rest = [...grid.rows.slice(0, shown.from), ...grid.rows.slice(shown.to)];
  return {
    label,
    shape,
    table: table(grid.rows.slice(shown.from, shown.to)),
    more:
      rest.length > 0
        ? { summary: counted(rest.length, `${shown.from > 0 ? "other" : "more"} row`), table: table(rest) }
        : null,
    missing: grid.missing > 0 ? `… and ${counted(grid.missing, "row")} that the report does not hold` : "",
    text: "",
  };
}

/** Pictures whose entries stand below or beside each other in columns of the same width. */
function sameWidth(pictures: readonly Picture[]): Picture[] {
  const entryWidth = Math.max(0, ...pictures.map(({ table }) => table?.entryWidth ?? 0));
  return pictures.map((picture) => ({
    ...picture,
    table: picture.table && { ...picture.table, entryWidth },
    more: picture.more && { ...picture.more, table: { ...picture.more.table, entryWidth } },
  }));
}
