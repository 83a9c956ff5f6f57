/**
 * Canvas's gradebook as CSV: an exported gradebook with one column filled in, or the least that the importer takes.
 *
 * An empty cell in an import clears the grade that Canvas has. So in a template the cell of a student who could not be graded
 * stays as it was; so does `EX` (excused) and `N/A` (not assigned). Canvas reads an ID as far as its digits go,
 * `12ab` as 12, so in a file of our own only an id of digits alone stands in that column.
 *
 * @see https://github.com/instructure/canvas-lms/blob/master/lib/gradebook_importer.rb
 */
import { stringify } from "csv-stringify/sync";
import { oneLine } from "../plain.ts";
import { listed } from "../words.ts";
import { numberIn, readCsv, withCell, writeCsv, type Cell, type CsvTable } from "./csv-table.ts";
import { ExportError } from "./export-error.ts";
import { fullMarksOf, gradeNotes, gradeOfPerson, inOrder, nameOf } from "./grade.ts";
import { matchRows, nameKeys, type Keys } from "./match.ts";
import type { ClassExport, Graded, Person } from "./person.ts";

export interface CanvasOptions {
  /** The assignment's title, as it heads its column; its number in brackets may be left out. */
  readonly assignment: string;
  /** The maximum, where it isn't the template's or the sum of all points. */
  readonly outOf?: number;
}

const totals = /(Current|Final) (Score|Points|Grade)|Override (Score|Grade|Status)/;
const untouchable = /^\s*(EX|N\/A)\s*$/i;
const wanted = "Export the gradebook in Canvas (Grades, Export, Export Entire Gradebook) and give that file.";

/** The minimal file. Importing it creates the assignment where Canvas has none of this title. */
export function canvasCsv(graded: readonly Graded[], { assignment, outOf }: CanvasOptions): ClassExport {
  refuseTotals(assignment);
  const maximum = outOf ?? fullMarksOf(graded);
  const notes = gradeNotes(graded);
  const rows = inOrder(graded).flatMap((one) => {
    const { result, person } = one;
    if (person) return [[...identityOf(person), gradeOfPerson(one, maximum) ?? ""]];
    notes.push(`${nameOf(result)} is in no row: the roster names nobody for it.`);
    return [];
  });
  const header = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", oneLine(assignment)];
  const text = stringify([header, ["    Points Possible", "", "", "", "", maximum], ...rows], {
    escape_formulas: true,
    record_delimiter: "\r\n",
  });
  return { text, notes };
}

/** @throws ExportError - when the template is no exported gradebook, or has no such column. */
export function filledCanvasCsv(graded: readonly Graded[], template: string, options: CanvasOptions): ClassExport {
  const table = readTemplate(template);
  const header = table.rows[0]!.map(({ text }) => text);
  const column = columnOf(header, options.assignment);
  const pointsRow = table.rows.find(([first]) => first?.text.includes("Points Possible"));
  const points = pointsRow?.[column]?.text ?? "";
  if (/read\s+only/.test(points))
    throw new ExportError(
      `the template's column ${JSON.stringify(header[column])} is read only, and Canvas would ignore it.`,
    );
  const maximum = options.outOf ?? numberIn(points) ?? fullMarksOf(graded);
  const students = table.rows.flatMap((row, at) => (at > 0 && isStudent(row) ? [{ row, at }] : []));
  const matches = matchRows(
    graded,
    students.map(({ row }) => ({ keys: keysOfRow(header, row), label: JSON.stringify(oneLine(row[0]!.text)) })),
    keysOfPerson,
  );
  const notes = [...gradeNotes(graded), ...matches.notes];
  const rows = [...table.rows];
  for (const [one, student] of matches.rows) {
    const { result } = one;
    const { row, at } = students[student]!;
    const before = row[column]?.text ?? "";
    const grade = gradeOfPerson(one, maximum);
    if (untouchable.test(before)) notes.push(`${nameOf(result)} has no grade: the template says ${before.trim()}.`);
    else if (grade !== undefined) rows[at] = withCell(row, column, String(grade));
  }
  return { text: writeCsv({ ...table, rows }), notes };
}

function readTemplate(template: string): CsvTable {
  let table: CsvTable;
  try {
    table = readCsv(template);
  } catch (error) {
    throw new ExportError(`the template ${(error as Error).message}`, { cause: error });
  }
  const header = table.rows[0]?.map(({ text }) => text) ?? [];
  const isGradebook =
    (header[0]?.includes("Student") && header[1]?.includes("ID")) ||
    (header[0]?.includes("LastName") && header[1]?.includes("FirstName") && header[2]?.includes("ID"));
  if (!isGradebook || !header.includes("Section"))
    throw new ExportError(
      `the template is no gradebook of Canvas: its header must begin with Student, ID and have Section. ${wanted}`,
    );
  return table;
}

/** Everything behind the columns of the student. */
function columnOf(header: readonly string[], assignment: string): number {
  refuseTotals(assignment);
  const first = header.indexOf("Section") + 1;
  const columns = header.map((title, at) => ({ title, at })).slice(first);
  const exact = columns.filter(({ title }) => title === assignment);
  const found = exact.length > 0 ? exact : columns.filter(({ title }) => title.replace(/ \(\d+\)$/, "") === assignment);
  if (found.length === 1) return found[0]!.at;
  const titles = columns.map(({ title }) => title).filter((title) => title !== "" && !totals.test(title));
  throw new ExportError(
    found.length > 1
      ? `the template has ${found.length} columns for ${JSON.stringify(assignment)}. Give the title with its number: ${listed(found.map(({ title }) => JSON.stringify(title)))}.`
      : `the template has no column ${JSON.stringify(assignment)}. Its assignments are ${listed(titles.map((title) => JSON.stringify(title))) || "none"}.`,
  );
}

/** Canvas takes any column with such words in its title for a total, and ignores it. */
function refuseTotals(assignment: string): void {
  if (totals.test(assignment))
    throw new ExportError(
      `the assignment ${JSON.stringify(assignment)} is called like a column of totals, which Canvas ignores in an import. Give another title.`,
    );
}

/** A row that the importer takes for a student's. */
function isStudent(row: readonly Cell[]): boolean {
  const isNote = row.every(({ text }) => /^\s*(Muted|Manual Posting.*)?\s*$/i.test(text));
  return !isNote && !row[0]!.text.includes("Points Possible");
}

function keysOfRow(header: readonly string[], row: readonly Cell[]): Keys {
  const at = (title: string) => row[header.indexOf(title)]?.text;
  const name = header[0] === "LastName" ? `${at("FirstName") ?? ""} ${at("LastName") ?? ""}` : at("Student");
  return [[at("ID")], [at("SIS User ID")], [at("SIS Login ID")], nameKeys(name)];
}

function keysOfPerson({ id, sisId, login, email, name }: Person): Keys {
  return [[id], [sisId], [login, email, id], nameKeys(name)];
}

function identityOf({ id, name, sisId, login, section }: Person): string[] {
  const isCanvasId = /^\d+$/.test(id);
  const cells = [name ?? id, isCanvasId ? id : "", sisId ?? "", login ?? (isCanvasId ? "" : id), section ?? ""];
  return cells.map(oneLine);
}
