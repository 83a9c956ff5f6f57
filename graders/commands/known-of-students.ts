/** What the reports of a student take beside the result: what may be seen today, the language, what was before, the mark. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { classMarksOf, type ClassMarks } from "#graders/batch/class-marks.ts";
import type { FinalGrade } from "#graders/policy/grade.ts";
import type { Result } from "#graders/result/result.ts";
import { Store, storeFile } from "#graders/store/store.ts";
import { userName } from "#graders/store/user.ts";
import type { Audience } from "#reports/index.ts";
import type { Language } from "#reports/texts/language.ts";
import { previousResults } from "./previous-results.ts";
import { recordedAudiences } from "./recorded-audience.ts";
import { readRunRecord, recordedLanguage } from "./run-record.ts";

export interface KnownOfStudent {
  readonly audience: Audience;
  readonly language: Language;
  readonly previous: Result | undefined;
  readonly mark: FinalGrade | undefined;
}

export interface Circumstances {
  /** The folder of submissions; where it was recorded, when left out. */
  readonly from?: string;
  /** As it was recorded when left out. */
  readonly language?: Language | undefined;
  /** None where there is no policy, or not everything is graded yet. */
  readonly marks?: ClassMarks | undefined;
}

export async function knownOfStudents(
  out: string,
  store: Store | undefined,
  { from, language, marks = [] }: Circumstances = {},
): Promise<(result: Result) => KnownOfStudent> {
  const audienceOf = await recordedAudiences(out, from);
  const previousOf = store ? await previousResults(out, store) : (): undefined => undefined;
  const spoken = language ?? (await recordedLanguage(out));
  const gradeOf = new Map(
    marks.flatMap(({ grade }) => grade.attempts.map(({ submission }) => [submission, grade] as const)),
  );
  return (result) => ({
    audience: audienceOf(result.submission.id),
    language: spoken,
    previous: previousOf(result),
    mark: gradeOf.get(result.submission.id),
  });
}

/** The same for a folder that nobody has opened: with everything that its store holds, while `use` runs. */
export async function withKnownOfStudents(
  out: string,
  { language }: Pick<Circumstances, "language">,
  use: (known: (result: Result) => KnownOfStudent) => Promise<void>,
): Promise<void> {
  if (!existsSync(storeFile(out))) return use(await knownOfStudents(out, undefined, { language }));
  const store = new Store(out, { who: userName() });
  try {
    await use(await knownOfStudents(out, store, { language, marks: await marksOf(out, store) }));
  } finally {
    store.close();
  }
}

async function marksOf(out: string, store: Store): Promise<ClassMarks | undefined> {
  const intake = join(out, "intake.json");
  if (!existsSync(intake) || !existsSync(join(out, "run.json"))) return undefined;
  const { submissions } = await readRunRecord(out, "report");
  return classMarksOf(submissions, JSON.parse(await readFile(intake, "utf8")), store);
}
