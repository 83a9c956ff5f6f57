/** The marks of a class under its policy: as CSV for a gradebook, and as a table for a terminal. */
import { stringify } from "csv-stringify/sync";
import { cut, padEnd, padStart, width } from "./columns.ts";
import { oneLine } from "./plain.ts";
import { rounded } from "./words.ts";

/** One line of both. */
export interface MarkRow {
  /** Empty for a submission of nobody on the roster. */
  readonly person: string;
  readonly name: string;
  readonly section: string;
  /** The submission that counts; empty where nothing was handed in. */
  readonly submission: string;
  readonly state: "graded" | "pending" | "not graded" | "missing";
  /** Only where the state is graded: what is pending or could not be graded is no zero. */
  readonly mark?: number;
  readonly maximum: number;
  /** In words, empty when it was handed in in time. */
  readonly lateness: string;
}

const columns = ["person", "name", "section", "submission", "state", "mark", "maximum", "lateness"] as const;
const nameWidth = 32;

export function marksCsv(rows: readonly MarkRow[]): string {
  return stringify([columns, ...rows.map((row) => columns.map((column) => cellOf(row[column])))], {
    escape_formulas: true,
  });
}

export function marksTable(rows: readonly MarkRow[]): string {
  const lines = rows.map(({ person, name, submission, state, mark, maximum, lateness }) => [
    cut(oneLine(name || person || submission), nameWidth),
    mark === undefined ? state : `${rounded(mark)} / ${rounded(maximum)}`,
    oneLine(lateness),
  ]);
  const table = [["who", "mark", ""], ...lines];
  const [first, second] = [0, 1].map((column) => Math.max(...table.map((line) => width(line[column]!))));
  return table
    .map(([who, mark, late]) => `${padEnd(who!, first!)}  ${padStart(mark!, second!)}  ${late}`.trimEnd())
    .join("\n");
}

function cellOf(value: string | number | undefined): string {
  return value === undefined ? "" : oneLine(String(value));
}
