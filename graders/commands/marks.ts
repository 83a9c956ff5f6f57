/** `gradecheck marks`: from points to marks, as policy.json beside the submissions says, with every step where asked. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { classMarksOf, type ClassMarks } from "#graders/batch/class-marks.ts";
import { explain } from "#graders/policy/explain.ts";
import { Store } from "#graders/store/store.ts";
import { userName } from "#graders/store/user.ts";
import { UsageError } from "#graders/usage-error.ts";
import { marksCsv, marksTable, type MarkRow } from "#reports/index.ts";
import { oneLine, printable } from "#reports/plain.ts";
import type { ExitCode } from "./main.ts";
import { requireStore } from "./require-store.ts";
import { readRunRecord } from "./run-record.ts";
import { writeWhole } from "./write-whole.ts";

export interface MarksOptions {
  readonly from?: string;
  readonly explain?: string;
  readonly json?: boolean;
}

export async function marks(out: string, options: MarksOptions): Promise<ExitCode> {
  requireStore(out, "marks");
  const store = new Store(out, { who: userName() });
  try {
    const submissions = options.from ?? (await readRunRecord(out, "marks")).submissions;
    const found = await writeMarks(out, store, submissions);
    if (!found)
      throw new UsageError(
        `marks: there is no policy.json in ${submissions}. docs/policies.md says what stands in it; an empty one, {}, gives the share of the points.`,
      );
    if (options.explain !== undefined) console.log(explanation(found, options.explain));
    else if (options.json) console.log(printable(JSON.stringify(found, undefined, 2)));
    else
      console.log(
        `${marksTable(rowsOf(found))}\n\nAlso written: ${join(out, "marks.csv")} and ${join(out, "marks.json")}, which holds every step.`,
      );
    return 0;
  } finally {
    store.close();
  }
}

/** Nothing where the submissions have no policy. @throws UsageError - when it can't be followed. */
export async function writeMarks(out: string, store: Store, submissions: string): Promise<ClassMarks | undefined> {
  const intake = join(out, "intake.json");
  if (!existsSync(intake)) return undefined;
  const found = await classMarksOf(submissions, JSON.parse(await readFile(intake, "utf8")), store);
  if (!found) return undefined;
  await writeWhole(join(out, "marks.csv"), marksCsv(rowsOf(found)));
  await writeWhole(join(out, "marks.json"), printable(`${JSON.stringify(found, undefined, 2)}\n`));
  return found;
}

function rowsOf(found: ClassMarks): MarkRow[] {
  return found.map(({ person, submission, grade }) => {
    const counted = grade.attempts.find(({ counts }) => counts);
    return {
      person: person?.id ?? "",
      name: person?.name ?? "",
      section: person?.section ?? "",
      submission: submission ?? "",
      state: grade.state,
      ...(grade.mark === undefined ? {} : { mark: grade.mark }),
      maximum: grade.maximum,
      lateness: counted && counted.lateness.factor < 1 ? counted.lateness.inWords : "",
    };
  });
}

function explanation(found: ClassMarks, who: string): string {
  const own = found.filter(
    ({ person, submission }) => submission === who || (person && [person.id, person.name, person.email].includes(who)),
  );
  if (own.length === 0)
    throw new UsageError(
      `marks: nobody is called ${JSON.stringify(who)}. Give an id, a name, an address or a submission as in marks.csv.`,
    );
  return own.map(({ grade }) => explain(grade).map(oneLine).join("\n")).join("\n\n");
}
