/** What a reader is told of a check beside its name and points, where no lesson is shown. */
import type { CheckResult } from "#graders/result/result.ts";
import { checkWords, outside } from "./words.ts";

export function checkNote({ status, lesson }: CheckResult): string {
  if (status === "pass" || (hasLesson(status) && lesson)) return "";
  if (!lesson) return checkWords[status].meaning;
  // The lesson of a skipped check says what it builds on.
  return status === "skipped" ? lesson.summary : `${lesson.summary} ${outside}`;
}

/** Whether a check of this status teaches something; the others need one line. */
export function hasLesson(status: CheckResult["status"]): boolean {
  return status === "fail" || status === "error";
}
