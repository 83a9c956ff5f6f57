/**
 * Moodle's gradebook import (Grades, Import, CSV file): one column that says who, the grade, and the feedback beside it.
 *
 * Grade and feedback come together, since an import of one may lose the other. Moodle takes an empty grade for "take the
 * grade away", so who could not be graded has no row. A row without an identifier would be given to the student of the row before,
 * and one that Moodle doesn't know ends the whole import; so the file has one identifier, that which most people of the
 * roster have, and who lacks it is left out and named.
 *
 * @see https://docs.moodle.org/en/Grade_import
 */
import { stringify } from "csv-stringify/sync";
import { oneLine } from "../plain.ts";
import { feedbackFor, fullMarksOf, gradeNotes, gradeOfPerson, inOrder, nameOf } from "./grade.ts";
import type { ClassExport, Graded, Person } from "./person.ts";

export interface MoodleOptions {
  readonly assignment: string;
  readonly outOf?: number;
}

/** Headers in Moodle's own words, the surest identifier first. */
const identifiers: readonly { readonly key: keyof Person; readonly header: string }[] = [
  { key: "email", header: "Email address" },
  { key: "sisId", header: "ID number" },
  { key: "login", header: "Username" },
];
const ownId = { key: "id", header: "Identifier" } as const;
const ownIdNote =
  "The roster has no addresses, numbers or logins, so the first column holds its own ids. Map it to what they are in Moodle, or to nothing.";

export function moodleCsv(graded: readonly Graded[], { assignment, outOf }: MoodleOptions): ClassExport {
  const maximum = outOf ?? fullMarksOf(graded);
  const { key, header } = commonest(graded);
  const notes = [...gradeNotes(graded), ...(key === "id" ? [ownIdNote] : [])];
  const rows = inOrder(graded).flatMap((one) => {
    const { result, person } = one;
    const grade = gradeOfPerson(one, maximum);
    if (grade === undefined) return [];
    const who = oneLine(person?.[key] ?? "");
    if (who !== "" && !isFormula(who)) return [[who, grade, feedbackFor(one)]];
    notes.push(
      who === ""
        ? `${nameOf(result)} is in no row: the roster has no ${header.toLowerCase()} for it.`
        : `${nameOf(result)} is in no row: a spreadsheet would take its ${header.toLowerCase()} for a formula.`,
    );
    return [];
  });
  const title = oneLine(assignment);
  const text = stringify([[header, title, `${title} (feedback)`], ...rows], {
    escape_formulas: true,
    record_delimiter: "\r\n",
  });
  return { text, notes };
}

/** The roster's own id last of all: what it is in Moodle isn't known. */
function commonest(graded: readonly Graded[]): { readonly key: keyof Person; readonly header: string } {
  const count = (key: keyof Person) => graded.filter(({ person }) => person?.[key]).length;
  const best = identifiers.reduce((best, each) => (count(each.key) > count(best.key) ? each : best));
  return count(best.key) > 0 ? best : ownId;
}

function isFormula(text: string): boolean {
  return /^[=+\-@＝＋－＠]/.test(text);
}
