/** Writes what a batch gives for each submission: a result, a page, Markdown and JUnit. */
import { join } from "node:path";
import type { Result } from "#graders/result/result.ts";
import {
  junitXml,
  pageFileName,
  pullRequestMarkdown,
  resultJson,
  studentPage,
  type StudentPageOptions,
} from "#reports/index.ts";
import { writeWhole } from "./write-whole.ts";

/** `out/results/ada.json`; the name is safe whatever the submission is called. */
export function resultFile(out: string, submissionId: string): string {
  return join(out, "results", withEnding(submissionId, ".json"));
}

/** The result first: with it, everything else can be written again. @param known - what the student may see today, and what is known besides. */
export async function writeStudentFiles(
  out: string,
  result: Result,
  known: StudentPageOptions = { audience: "student" },
): Promise<void> {
  const { id } = result.submission;
  await writeWhole(resultFile(out, id), resultJson(result, { audience: "instructor" }));
  await writeWhole(join(out, "reports", pageFileName(id)), studentPage(result, known));
  await writeWhole(join(out, "markdown", withEnding(id, ".md")), pullRequestMarkdown(result, known));
  await writeWhole(join(out, "junit", withEnding(id, ".xml")), junitXml(result, known));
}

function withEnding(submissionId: string, ending: string): string {
  return pageFileName(submissionId).replace(/\.html$/, ending);
}
