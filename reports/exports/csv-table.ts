/**
 * A CSV file that someone else made, to be filled in: what isn't filled comes out as it went in.
 *
 * csv-parse says of each cell whether it was quoted, and byte-order mark, separator and line ends are kept, so writing a
 * table that was not changed gives the same bytes, for every file in which quotes stand where they are needed or around
 * whole cells.
 */
import { CsvError, parse } from "csv-parse/sync";

export interface Cell {
  readonly text: string;
  readonly quoted: boolean;
}

export interface CsvTable {
  /** The first is the header. */
  readonly rows: readonly (readonly Cell[])[];
  readonly mark: string;
  readonly separator: string;
  readonly lineEnd: string;
  readonly endsWithLine: boolean;
}

/** @throws Error - in a sentence that says on which line the file stops being CSV. */
export function readCsv(text: string): CsvTable {
  const mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  const body = text.slice(mark.length);
  const separator = separatorOf(body);
  const lineEnd = /\r\n|\n|\r/.exec(body)?.[0] ?? "\n";
  try {
    const rows = parse(body, {
      delimiter: separator,
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      cast: (value, { quoting }) => ({ text: value, quoted: quoting }),
    }) as unknown as Cell[][];
    return { rows, mark, separator, lineEnd, endsWithLine: /[\r\n]$/.test(body) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new Error(`is not CSV: ${error.message}. Export it again, and change nothing in it.`, { cause: error });
  }
}

export function writeCsv({ rows, mark, separator, lineEnd, endsWithLine }: CsvTable): string {
  const lines = rows.map((row) => row.map((cell) => cellText(cell, separator)).join(separator));
  return mark + lines.join(lineEnd) + (endsWithLine ? lineEnd : "");
}

/** The row with another text in one cell, made longer where it ends before. */
export function withCell(row: readonly Cell[], column: number, text: string): Cell[] {
  const cells = Array.from({ length: Math.max(row.length, column + 1) }, (_, index) => row[index] ?? empty);
  return cells.with(column, { text, quoted: cells[column]!.quoted });
}

/** The number above 0 in a cell, with a point or a comma; undefined where there is none. */
export function numberIn(text = ""): number | undefined {
  const value = Number(text.trim().replace(",", "."));
  return value > 0 && Number.isFinite(value) ? value : undefined;
}

const empty: Cell = { text: "", quoted: false };

function cellText({ text, quoted }: Cell, separator: string): string {
  const needsQuotes = quoted || text.includes(separator) || /["\r\n]/.test(text);
  return needsQuotes ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The separator that stands most often outside of quotes in the first line. */
function separatorOf(body: string): string {
  const [header = ""] = body.replace(/"(?:[^"]|"")*"/g, "").split(/[\r\n]/);
  const counts = [",", ";", "\t"].map((mark) => ({ mark, count: header.split(mark).length }));
  return counts.reduce((best, each) => (each.count > best.count ? each : best)).mark;
}
