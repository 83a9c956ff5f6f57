/** A value for a page: a table of its entries where it has any, what is long folded away; else its text. */
import type { Preview } from "#graders/result/result.ts";
import type { ComparedPart } from "../compared.ts";
import { comparedGrids, gridOf, stretch, type Grid, type Row } from "../grid.ts";
import { english } from "../texts/english.ts";
import type { Language } from "../texts/language.ts";

type Words = Pick<Language, "texts">;

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
  /** Characters of a whole row. */
  readonly across: number;
  /** Whether two of them don't fit beside each other, and one may have to be scrolled. */
  readonly wide: boolean;
}

const mostRows = 16;
/** A longer vector stands upright. */
const mostAbreast = 8;
/** Characters for which half of a page has room, with two for the space between entries. */
const mostAcross = 34;

/** A picture of one value. */
export function pictureOf(label: string, value: Preview, language: Words = english): Picture {
  return drawn(label, value, gridOf(value, { lies: lies(value) }), language);
}

/** Expected and received, to stand beside each other. */
export function comparedPictures({ expected, actual }: ComparedPart, language: Words = english): Picture[] {
  const { words } = language.texts.student;
  const grids = expected && actual ? comparedGrids(expected, actual, { lies: lies(actual) }) : undefined;
  if (grids)
    return sameWidth([
      drawn(words.expected, expected!, grids.expected, language),
      drawn(words.actual, actual!, grids.actual, language),
    ]);
  return [
    ...(expected ? [pictureOf(words.expected, expected, language)] : []),
    ...(actual ? [pictureOf(words.actual, actual, language)] : []),
  ];
}

function lies({ shape }: Preview): boolean {
  return shape?.length === 1 && shape[0]! <= mostAbreast;
}

function drawn(label: string, { shape: sizes, text }: Preview, grid: Grid | undefined, { texts }: Words): Picture {
  const words = texts.student.lesson;
  const shape = sizes && sizes.length > 0 ? words.shape(sizes.join(", ")) : "";
  if (!grid) return { label, shape, table: null, more: null, missing: "", text };
  const entryWidth = Math.max(...grid.rows.flatMap(({ cells }) => cells.map((cell) => cell.text.length)));
  const table = (rows: readonly Row[]): Table => ({
    columns: grid.columns,
    numbered: rows.some((row) => row.label !== ""),
    rows,
    entryWidth,
    ...extentOf(grid.columns, rows, entryWidth),
  });
  const shown = stretch(grid.rows.length, mostRows, (row) => grid.rows[row]!.cells.some(({ differs }) => differs));
  const rest = [...grid.rows.slice(0, shown.from), ...grid.rows.slice(shown.to)];
  return {
    label,
    shape,
    table: table(grid.rows.slice(shown.from, shown.to)),
    more:
      rest.length > 0
        ? { summary: (shown.from > 0 ? words.otherRows : words.moreRows)(rest.length), table: table(rest) }
        : null,
    missing: grid.missing > 0 ? words.missingRows(grid.missing) : "",
    text: "",
  };
}

function extentOf(
  columns: readonly string[],
  rows: readonly Row[],
  entryWidth: number,
): Pick<Table, "across" | "wide"> {
  const entries = Math.max(columns.length, 1) * (entryWidth + 2);
  const label = Math.max(...rows.map((row) => row.label.length));
  return { across: entries + label + 2, wide: columns.length > 0 && entries > mostAcross };
}

/** Pictures whose entries stand below or beside each other in columns of the same width. */
function sameWidth(pictures: readonly Picture[]): Picture[] {
  const entryWidth = Math.max(0, ...pictures.map(({ table }) => table?.entryWidth ?? 0));
  const widened = (table: Table): Table => ({
    ...table,
    entryWidth,
    ...extentOf(table.columns, table.rows, entryWidth),
  });
  return pictures.map((picture) => ({
    ...picture,
    table: picture.table && widened(picture.table),
    more: picture.more && { ...picture.more, table: widened(picture.more.table) },
  }));
}
