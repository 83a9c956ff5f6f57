/** What a reader is told of a check beside its name and points, where no lesson is shown. */
import type { CheckResult } from "#graders/result/result.ts";
import { english } from "./texts/english.ts";
import type { Language } from "./texts/language.ts";

/** In two parts, since the first stays as the grader wrote it, whatever the language of the report. */
export interface NoteParts {
  readonly grader: string;
  readonly ours: string;
}

export function noteParts({ status, lesson }: CheckResult, { texts }: Pick<Language, "texts"> = english): NoteParts {
  if (status === "pass" || (hasLesson(status) && lesson)) return { grader: "", ours: "" };
  const { checkStatus, outside } = texts.common;
  if (!lesson) return { grader: "", ours: checkStatus[status].meaning };
  // The lesson of a skipped check says what it builds on.
  return { grader: lesson.summary, ours: status === "skipped" ? "" : outside };
}

export function checkNote(check: CheckResult): string {
  const { grader, ours } = noteParts(check);
  return [grader, ours].filter(Boolean).join(" ");
}

/** Whether a check of this status teaches something; the others need one line. */
export function hasLesson(status: CheckResult["status"]): boolean {
  return status === "fail" || status === "error";
}
