/** `gradecheck report`: formats from results that were graded before. */
import { existsSync, lstatSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { readResult } from "#graders/result/read-result.ts";
import type { Result } from "#graders/result/result.ts";
import { UsageError } from "#graders/usage-error.ts";
import {
  classTable,
  exerciseText,
  gradebookCsv,
  junitXml,
  pullRequestMarkdown,
  resultJson,
  studentPage,
  type Audience,
} from "#reports/index.ts";
import { isolationText } from "#reports/isolation.ts";
import type { ExitCode } from "./main.ts";
import { writeClassFiles, writeStudentFiles } from "./write-reports.ts";

interface ReportOptions {
  readonly format?: string;
  readonly for: Audience;
}

export async function report(path: string, options: ReportOptions): Promise<ExitCode> {
  const results = await readResults(path);
  if (options.format !== undefined) {
    process.stdout.write(printed(options.format, results, options.for));
    return 0;
  }
  if (!lstatSync(path).isDirectory())
    throw new UsageError(
      `report: ${path} is one result. Say what to print with --format, or give the folder to write all reports again.`,
    );
  for (const result of results) await writeStudentFiles(path, result);
  await writeClassFiles(path, results, undefined);
  console.log(`${results.length} reports written again. Open ${join(path, "index.html")}.`);
  return 0;
}

function printed(format: string, results: readonly Result[], audience: Audience): string {
  if (format === "csv") return gradebookCsv(results);
  if (format === "text" && results.length > 1) return `${classTable(results)}\n`;
  const renderers: { readonly [name: string]: (result: Result) => string } = {
    html: (result) => studentPage(result, { audience }),
    json: (result) => resultJson(result, { audience }),
    junit: (result) => junitXml(result, { audience }),
    markdown: (result) => pullRequestMarkdown(result, { audience }),
    text: (result) =>
      `${result.exercises.map((exercise) => exerciseText(exercise, { colour: process.stdout.hasColors?.(), audience })).join("\n\n")}\nIsolation: ${isolationText(result.grader.isolation)}.\n`,
  };
  if (results.length > 1 && (format === "html" || format === "junit")) {
    throw new UsageError(
      `report: --format ${format} prints one result, and there are ${results.length}. Give one of the files in results/.`,
    );
  }
  return results.map(renderers[format]!).join("");
}

async function readResults(path: string): Promise<Result[]> {
  if (!existsSync(path))
    throw new UsageError(
      `report: there is no ${path}. Give a folder that \`gradecheck grade\` wrote, or one result in its results/.`,
    );
  if (!lstatSync(path).isDirectory()) return [readResult(await readFile(path, "utf8"), path)];
  const folder = join(path, "results");
  const names = existsSync(folder) ? (await readdir(folder)).filter((name) => name.endsWith(".json")).toSorted() : [];
  if (names.length === 0)
    throw new UsageError(`report: ${path} holds no results. Give a folder that \`gradecheck grade\` wrote.`);
  return Promise.all(
    names.map(async (name) => readResult(await readFile(join(folder, name), "utf8"), join(folder, name))),
  );
}
