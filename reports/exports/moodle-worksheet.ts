/**
 * Moodle's offline grading worksheet of an assignment, filled in.
 *
 * Moodle recognises the columns by their headers in the teacher's language, so a worksheet is downloaded and never made
 * up; where it isn't in English, the headers of the two columns are given. It skips a row without a grade, so who could not
 * be graded keeps the cell as it was. Who a row belongs to is read from the cells before the grade: the identifier
 * (`Participant 12`), and what the site shows beside the name.
 *
 * @see https://docs.moodle.org/en/Offline_grading_worksheet
 */
import { oneLine } from "../plain.ts";
import { listed } from "../words.ts";
import { numberIn, readCsv, withCell, writeCsv, type Cell, type CsvTable } from "./csv-table.ts";
import { ExportError } from "./export-error.ts";
import { feedbackFor, fullMarksOf, gradeNotes, gradeOfPerson } from "./grade.ts";
import { matchRows, nameKeys, type Keys } from "./match.ts";
import type { ClassExport, Graded, Person } from "./person.ts";

export interface WorksheetOptions {
  /** `Grade` when left out. */
  readonly gradeColumn?: string;
  /** `Feedback comments` when left out; it need not be there. */
  readonly feedbackColumn?: string;
  /** The maximum, where it is neither the worksheet's nor the sum of all points. */
  readonly outOf?: number;
}

const wanted =
  "Download it in Moodle (the assignment, Submissions, Actions, Download grading worksheet), which needs the setting “Offline grading worksheet”.";

/** @throws ExportError - when the template is no worksheet, or has no such column. */
export function filledMoodleWorksheet(
  graded: readonly Graded[],
  template: string,
  options: WorksheetOptions = {},
): ClassExport {
  const table = readTemplate(template);
  const header = table.rows[0]!.map(({ text }) => oneLine(text));
  const gradeAt = columnOf(header, options.gradeColumn ?? "Grade", "--grade-column");
  const feedbackAt =
    options.feedbackColumn === undefined
      ? header.indexOf("Feedback comments")
      : columnOf(header, options.feedbackColumn, "--feedback-column");
  const rows = table.rows.slice(1).map((row) => [...row]);
  const matches = matchRows(
    graded,
    rows.map((row) => ({ keys: keysOfRow(row.slice(0, gradeAt)), label: JSON.stringify(labelOf(row)) })),
    keysOfPerson,
  );
  const maximumAt = header.findIndex((title) => title.toLowerCase() === "maximum grade");
  const full = fullMarksOf(graded);
  for (const [one, at] of matches.rows) {
    const grade = gradeOfPerson(one, options.outOf ?? numberIn(rows[at]![maximumAt]?.text) ?? full);
    if (grade === undefined) continue;
    rows[at] = withCell(rows[at]!, gradeAt, String(grade));
    if (feedbackAt >= 0) rows[at] = withCell(rows[at], feedbackAt, feedbackFor(one));
  }
  const notes = [...gradeNotes(graded), ...matches.notes];
  if (feedbackAt < 0)
    notes.push("The worksheet has no column “Feedback comments”, so no feedback is in it. --feedback-column names it.");
  return { text: writeCsv({ ...table, rows: [table.rows[0]!, ...rows] }), notes };
}

function readTemplate(template: string): CsvTable {
  try {
    const table = readCsv(template);
    if ((table.rows[0]?.length ?? 0) >= 3) return table;
  } catch (error) {
    throw new ExportError(`the worksheet ${(error as Error).message}`, { cause: error });
  }
  throw new ExportError(
    `the template is no grading worksheet of Moodle: its header has fewer than three columns. ${wanted}`,
  );
}

function columnOf(header: readonly string[], title: string, flag: string): number {
  const at = header.indexOf(oneLine(title));
  // The first column says who, whatever it is called.
  if (at > 0) return at;
  throw new ExportError(
    `the worksheet has no column ${JSON.stringify(title)}. Its columns are ${listed(header.map((each) => JSON.stringify(each)))}; ${flag} says which one it is.`,
  );
}

function keysOfRow(identity: readonly Cell[]): Keys {
  const [identifier = "", ...others] = identity.map(({ text }) => text);
  return [
    [identifier, /\d+$/.exec(identifier)?.[0]],
    others.filter((text) => text.includes("@")),
    others,
    others.flatMap(nameKeys),
  ];
}

function keysOfPerson({ id, email, sisId, login, name }: Person): Keys {
  return [[id], [email], [sisId, login], nameKeys(name)];
}

function labelOf(row: readonly Cell[]): string {
  return oneLine(row[1]?.text || row[0]!.text);
}
