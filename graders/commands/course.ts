/** `gradecheck course`: a page about the course itself: its exercises, and what speaks for their checks. */
import { exerciseIds, selectIds } from "#graders/spec/load.ts";
import { courseFacts } from "#graders/verify/trust/course-facts.ts";
import { coursePage } from "#reports/index.ts";
import { languageOf } from "#reports/texts/language.ts";
import type { LanguageTag } from "#reports/texts/writing.ts";
import type { ExitCode } from "./main.ts";
import { writeWhole } from "./write-whole.ts";

export interface CourseOptions {
  readonly out: string;
  readonly language: LanguageTag;
}

export async function course(names: readonly string[], { out, language }: CourseOptions): Promise<ExitCode> {
  const ids = selectIds(await exerciseIds(), names);
  await writeWhole(out, coursePage(await courseFacts(ids), languageOf(language)));
  console.log(`${out} is written: ${ids.length} exercises, and what their checks are worth.`);
  return 0;
}
