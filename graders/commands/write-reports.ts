/** Writes what a batch gives: for each submission a result, a page, Markdown and JUnit; for the class an index and a gradebook. */
import { mkdir, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Result } from "#graders/result/result.ts";
import {
  gradebookCsv,
  indexPage,
  junitXml,
  pageFileName,
  pullRequestMarkdown,
  resultJson,
  studentPage,
  type Audience,
} from "#reports/index.ts";

/** `out/results/ada.json`; the name is safe whatever the submission is called. */
export function resultFile(out: string, submissionId: string): string {
  return join(out, "results", withEnding(submissionId, ".json"));
}

/** The result first: with it, everything else can be written again. @param audience - what the student may see today. */
export async function writeStudentFiles(out: string, result: Result, audience: Audience = "student"): Promise<void> {
  const { id } = result.submission;
  await writeWhole(resultFile(out, id), resultJson(result, { audience: "instructor" }));
  await writeWhole(join(out, "reports", pageFileName(id)), studentPage(result, { audience }));
  await writeWhole(join(out, "markdown", withEnding(id, ".md")), pullRequestMarkdown(result, { audience }));
  await writeWhole(join(out, "junit", withEnding(id, ".xml")), junitXml(result, { audience }));
}

export async function writeClassFiles(
  out: string,
  results: readonly Result[],
  title: string | undefined,
): Promise<void> {
  await writeWhole(
    join(out, "index.html"),
    indexPage(results, { folder: "reports/", ...(title === undefined ? {} : { title }) }),
  );
  await writeWhole(join(out, "gradebook.csv"), gradebookCsv(results));
}

function withEnding(submissionId: string, ending: string): string {
  return pageFileName(submissionId).replace(/\.html$/, ending);
}

/** All of it or nothing: a run that is stopped leaves no half file behind. */
export async function writeWhole(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const partial = `${file}.${process.pid}.part`;
  await writeFile(partial, text);
  await rename(partial, file);
}
