/** `run.json` in the folder of results: what was graded, from where. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Submission } from "#graders/batch/submissions.ts";
import { takeIn } from "#graders/intake/intake.ts";
import type { Source } from "#graders/intake/people.ts";
import { UsageError } from "#graders/usage-error.ts";
import { languageOf, type Language } from "#reports/texts/language.ts";
import type { LanguageTag } from "#reports/texts/writing.ts";
import { writeWhole } from "./write-whole.ts";

export interface RunRecord {
  /** The folder of submissions; in the file relative to the folder of results. */
  readonly submissions: string;
  readonly exercises: readonly string[];
  /** What the instructor said they are. */
  readonly as?: Source;
  /** Of the pages; English when left out. */
  readonly language?: LanguageTag;
}

/** Where the repositories of a list are fetched to. */
export function repositoriesOf(out: string): string {
  return join(out, "repositories");
}

/** The submissions that were graded, under the same ids. */
export async function submissionsOf(
  out: string,
  { submissions, exercises, as }: RunRecord,
): Promise<readonly Submission[]> {
  return (await takeIn(submissions, { exercises, as, git: { cache: repositoriesOf(out) } })).submissions;
}

export function writeRunRecord(out: string, record: RunRecord): Promise<void> {
  return writeWhole(join(out, "run.json"), `${JSON.stringify(record, undefined, 2)}\n`);
}

/** The language of the pages in a folder of results. */
export async function recordedLanguage(out: string): Promise<Language> {
  const file = join(out, "run.json");
  const record = existsSync(file) ? (JSON.parse(await readFile(file, "utf8")) as Partial<RunRecord>) : {};
  return languageOf(record.language ?? "en");
}

/** @throws UsageError - when there is none. */
export async function readRunRecord(out: string, command: string): Promise<RunRecord> {
  const file = join(out, "run.json");
  if (!existsSync(file))
    throw new UsageError(
      `${command}: ${file} is missing, so it isn't known where the submissions are. Say it with --from <folder>.`,
    );
  const record = JSON.parse(await readFile(file, "utf8")) as RunRecord;
  return { ...record, submissions: resolve(out, record.submissions) };
}
