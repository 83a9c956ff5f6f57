/** What the intake found, for people and for machines: lines for the end of a run, and `out/intake.json` (specs/schema/intake.schema.json). */
import type { Submission } from "#graders/batch/submissions.ts";
import { quoted } from "./archive-fault.ts";
import { isCode } from "./entries.ts";
import type { ClassIntake } from "./intake.ts";

export const INTAKE_FORMAT = "gradecheck-intake/1";

/** `out/intake.json`: everything, with no path of the machine and no clock in it. */
export function intakeJson({ source, evidence, roster, submissions, unmatched }: ClassIntake): string {
  const document = {
    format: INTAKE_FORMAT,
    source,
    evidence,
    ...(roster ? { roster } : {}),
    submissions: submissions.map(entryOf),
    unmatched,
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function entryOf({ id, source, submittedBy, person, group, attempt, submittedAt, late, commit, problem }: Submission) {
  return {
    id,
    source,
    submittedBy,
    person: person?.id,
    group: group?.map(({ id }) => id),
    attempt,
    submittedAt,
    late,
    commit,
    problem: problem?.message,
  };
}

/** What was recognised and by what, in one line. */
export function recognisedLine({ source, evidence, submissions }: ClassIntake): string {
  const isOne = submissions.length === 1;
  const what = {
    folder: isOne ? "one submission" : "a folder of submissions",
    git: "a list of repositories",
    canvas: "a download of Canvas",
    moodle: "a download of Moodle",
    gradescope: "an export of Gradescope",
  }[source];
  return `Read as ${what}, because ${evidence}: ${submissions.length} ${isOne ? "submission" : "submissions"}.`;
}

const maxNamed = 8;

/** A line for each kind of thing that could not be matched; none when there is nothing. */
export function unmatchedLines({ unmatched, submissions, roster }: ClassIntake): string[] {
  const lines: string[] = [];
  const tell = (items: readonly string[], one: string, many: string): void => {
    if (items.length === 0) return;
    const named = items.slice(0, maxNamed).map((item) => quoted(item));
    const more = items.length > maxNamed ? [`and ${items.length - maxNamed} more`] : [];
    lines.push(`${items.length} ${items.length === 1 ? one : many}: ${[...named, ...more].join(", ")}.`);
  };
  const namesById = new Map(roster?.people.map(({ id, name }) => [id, name ?? id]));
  // Helpers are code too; they are worth a line only where an exercise is missing, which may be one of them under another name.
  const perhapsMisspelt = unmatched.filesOfNoExercise.filter(
    ({ files, missing }) => missing.length > 0 && files.some(isCode),
  );
  tell(
    unmatched.submissionsWithoutPerson,
    "submission is of nobody on the roster",
    "submissions are of nobody on the roster",
  );
  tell(
    unmatched.peopleWithoutSubmission.map((id) => namesById.get(id) ?? id),
    "person on the roster has no submission",
    "people on the roster have no submission",
  );
  tell(
    unmatched.severalPeople.map(({ submission }) => submission),
    "submission fits several people on the roster and was given to none",
    "submissions fit several people on the roster and were given to none",
  );
  tell(
    unmatched.severalSubmissions.map(({ person }) => namesById.get(person) ?? person),
    "person has several submissions that are not attempts of one",
    "people have several submissions that are not attempts of one",
  );
  tell(
    unmatched.ambiguousFiles.map(({ submission, exercise }) => `${submission}: ${exercise}`),
    "exercise has several files that could be meant",
    "exercises have several files that could be meant",
  );
  tell(
    perhapsMisspelt.map(({ submission }) => submission),
    "submission lacks an exercise and has code under a name that is none",
    "submissions lack exercises and have code under names that are none",
  );
  tell(
    unmatched.filesOfNobody.map(({ path }) => path),
    "file belongs to no submission",
    "files belong to no submission",
  );
  tell(
    unmatched.unread.map(({ path }) => path),
    "file is not read",
    "files are not read",
  );
  tell(
    unmatched.repositories.map(({ submission }) => submission),
    "repository could not be fetched and is not graded",
    "repositories could not be fetched and are not graded",
  );
  tell(
    unmatched.lines.map(({ file, line }) => `${file}, line ${line}`),
    "line could not be understood",
    "lines could not be understood",
  );
  return lines.length === 0
    ? []
    : [`Not matched, of ${submissions.length} submissions:`, ...lines.map((line) => `  ${line}`)];
}
