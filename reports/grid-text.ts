/**
 * Expected and received as lines of text: two grids beside each other, below each other where that is too wide. An entry
 * that differs has a star. What is long is cut, and the line says how much is left out.
 */
import { padEnd, padStart, width } from "./columns.ts";
import type { ComparedPart } from "./compared.ts";
import { comparedGrids, gridOf, stretch, type Grid } from "./grid.ts";
import { counted } from "./words.ts";

const mostRows = 16;
const gap = "   ";

export function partLines({ name, expected, actual }: ComparedPart, columns: number): string[] {
  const grids = expected && actual ? comparedGrids(expected, actual) : undefined;
  const shape = grids && expected!.shape!.length > 0 ? [shapeText(expected!.shape)] : [];
  const head = name === "" ? [] : [[name, ...shape].join("  ")];
  if (grids) return [...head, ...besideOrBelow(grids, columns)];
  return [
    ...head,
    ...(expected ? single("expected", expected, columns) : []),
    ...(actual ? single("received", actual, columns) : []),
  ];
}

function besideOrBelow(grids: { expected: Grid; actual: Grid }, columns: number): string[] {
  const pair = [
    { title: "expected", grid: grids.expected },
    { title: "received", grid: grids.actual },
  ];
  const all = grids.expected.columns.length;
  const beside = gridLines(pair, { from: 0, to: all });
  if (beside.every((line) => width(line) <= columns)) return beside;
  return pair.flatMap((one) => fitting(one, columns));
}

/** One value with its title: as a grid where it is one, else as text, which the caller wraps. */
function single(title: string, value: NonNullable<ComparedPart["actual"]>, columns: number): string[] {
  const grid = (value.shape?.length ?? 0) > 0 ? gridOf(value, { lies: value.shape!.length === 1 }) : undefined;
  if (!grid) return [`${padEnd(title, 9)} ${value.text}`];
  return fitting({ title: `${title}  ${shapeText(value.shape)}`, grid }, columns);
}

interface Titled {
  readonly title: string;
  readonly grid: Grid;
}

/** A grid with as many columns as fit. */
function fitting(one: Titled, columns: number): string[] {
  const all = one.grid.columns.length;
  const differs = (column: number): boolean => one.grid.rows.some(({ cells }) => cells[column]!.differs);
  for (let most = all; most > 1; most--) {
    const shown = stretch(all, most, differs);
    const lines = gridLines([one], shown);
    if (lines.every((line) => width(line) <= columns)) return [...lines, ...leftOut(all, shown, "column")];
  }
  const shown = stretch(all, 1, differs);
  return [...gridLines([one], shown), ...leftOut(all, shown, "column")];
}

function gridLines(grids: readonly Titled[], columns: { from: number; to: number }): string[] {
  const { rows, missing } = grids[0]!.grid;
  const shown = stretch(rows.length, mostRows, (row) =>
    grids.some(({ grid }) => grid.rows[row]!.cells.some(({ differs }) => differs)),
  );
  const labels = rows.slice(shown.from, shown.to).map(({ label }) => label);
  const labelWidth = Math.max(...labels.map(width));
  const blocks = grids.map((one) => blockLines(one, shown, columns));
  const lines = blocks[0]!.map((_, line) => {
    const label = labels[line - (blocks[0]!.length - labels.length)] ?? "";
    const start = labelWidth === 0 ? "" : `${padStart(label, labelWidth)}  `;
    return `${start}${blocks.map((block) => block[line]!).join(gap)}`.trimEnd();
  });
  return [...lines, ...leftOut(rows.length + missing, shown, "row")];
}

/** Title, numbers of the columns, and the rows, all equally wide. */
function blockLines(
  { title, grid }: Titled,
  rows: { from: number; to: number },
  columns: { from: number; to: number },
): string[] {
  const body = grid.rows.slice(rows.from, rows.to).map(({ cells }) => {
    const shown = grid.columns.length === 0 ? cells : cells.slice(columns.from, columns.to);
    return shown.map(({ text, differs }) => `${text}${differs ? "*" : " "}`);
  });
  const heads = grid.columns.slice(columns.from, columns.to).map((text) => `${text} `);
  const table = heads.length > 0 ? [heads, ...body] : body;
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => width(row[column]!))));
  const lines = table.map((row) => row.map((text, column) => padStart(text, widths[column]!)).join(" "));
  const wide = Math.max(width(title) + 1, ...lines.map(width));
  const pad = heads.length > 0 ? padEnd : padStart;
  return [pad(`${title} `, wide), ...lines.map((line) => pad(line, wide))];
}

function leftOut(count: number, { from, to }: { from: number; to: number }, noun: string): string[] {
  const more = count - to;
  return [
    ...(from > 0 ? [`… ${counted(from, noun)} before`] : []),
    ...(count > 0 && more > 0 ? [`… ${counted(more, `more ${noun}`)}`] : []),
  ];
}

function shapeText(shape: readonly number[] = []): string {
  return `shape [${shape.join(", ")}]`;
}
