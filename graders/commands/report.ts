/** `gradecheck report`: formats from results that were graded before. */
import { existsSync, lstatSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { withoutLessons, type BriefResult, type Met } from "#graders/result/brief.ts";
import { readResult } from "#graders/result/read-result.ts";
import type { Result } from "#graders/result/result.ts";
import { UsageError } from "#graders/usage-error.ts";
import {
  classTable,
  gradebookCsv,
  junitXml,
  pullRequestMarkdown,
  resultJson,
  studentPage,
  submissionText,
  type Audience,
} from "#reports/index.ts";
import type { ClassExport } from "#reports/exports/index.ts";
import { oneLine } from "#reports/plain.ts";
import { languageOf } from "#reports/texts/language.ts";
import type { LanguageTag } from "#reports/texts/writing.ts";
import { recordedClass } from "./class-facts.ts";
import { exported } from "./export-formats.ts";
import { exportFormats, type ExportFormat } from "./format-names.ts";
import type { ExitCode } from "./main.ts";
import { withKnownOfStudents } from "./known-of-students.ts";
import { withMarks } from "./with-marks.ts";
import { peopleOf } from "./people-of-results.ts";
import { writeAuditOf } from "./write-audit.ts";
import { writeClassFiles } from "./write-class-files.ts";
import { writeStudentFiles } from "./write-student-files.ts";
import { writeWhole } from "./write-whole.ts";

export interface ReportOptions {
  readonly format?: string;
  readonly for: Audience;
  readonly language?: LanguageTag;
  /** A file to fill in. */
  readonly template?: string;
  /** A file to write instead of printing. */
  readonly into?: string;
  readonly assignment?: string;
  readonly outOf?: number;
  readonly roster?: string;
  readonly folder?: string;
  readonly gradeColumn?: string;
  readonly feedbackColumn?: string;
  readonly at?: string;
}

export async function report(path: string, options: ReportOptions): Promise<ExitCode> {
  refuseIdleOptions(options);
  const files = await resultFiles(path);
  if (options.format !== undefined) {
    const results = await Promise.all(files.map(readOne));
    const { text, notes } = await rendered(options.format, results, path, options);
    for (const note of notes) console.error(`gradecheck: ${oneLine(note)}`);
    if (options.into === undefined) process.stdout.write(text);
    else await writeWhole(options.into, text);
    return 0;
  }
  if (!lstatSync(path).isDirectory())
    throw new UsageError(
      `report: ${path} is one result. Say what to print with --format, or give the folder to write all reports again.`,
    );
  const language = options.language === undefined ? undefined : languageOf(options.language);
  // One at a time: a class may be larger than memory.
  const results: BriefResult[] = [];
  const met: Met = new Map();
  await withKnownOfStudents(path, { language }, async (known) => {
    for (const file of files) {
      const result = await readOne(file);
      await writeStudentFiles(path, result, known(result));
      results.push(withoutLessons(result, met));
    }
  });
  await writeClassFiles(path, results, { ...(await recordedClass(path)), language });
  await writeAuditOf(path, language);
  console.log(`${results.length} reports written again. Open ${join(path, "index.html")}.`);
  return 0;
}

/** Options for a format, given without one or with one of our own, would be passed over in silence. */
function refuseIdleOptions({ format, for: _for, language: _language, into, ...others }: ReportOptions): void {
  if (format === undefined && into !== undefined)
    throw new UsageError("report: --into needs --format <format>, which says what to write there.");
  if ((format !== undefined && isExport(format)) || Object.keys(others).length === 0) return;
  const flags = Object.keys(others).map(
    (name) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
  );
  throw new UsageError(
    `report: ${flags.join(" and ")} ${flags.length === 1 ? "is" : "are"} for formats of other platforms: ${exportFormats.join(", ")}.`,
  );
}

async function rendered(
  format: string,
  results: readonly Result[],
  path: string,
  options: ReportOptions,
): Promise<ClassExport> {
  const { for: audience, template, roster, format: _format, into: _into, language: _language, ...rest } = options;
  if (!isExport(format)) return { text: printed(format, results, options), notes: [] };
  const { graded, notes } = await peopleOf(results, path, roster);
  const made = exported(format, await withMarks(graded, path), {
    ...rest,
    audience,
    ...(template === undefined ? {} : { template: await readTemplate(template) }),
  });
  return { text: made.text, notes: [...notes, ...made.notes] };
}

function isExport(format: string): format is ExportFormat {
  return (exportFormats as readonly string[]).includes(format);
}

async function readTemplate(file: string): Promise<string> {
  if (!existsSync(file) || !lstatSync(file).isFile())
    throw new UsageError(`report: --template ${file} is no file. Give the CSV file that the platform exported.`);
  try {
    // A byte-order mark stays, since the file is written again as it was.
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await readFile(file));
  } catch {
    throw new UsageError(`report: --template ${file} is not UTF-8 text. Export it again, or save it as CSV UTF-8.`);
  }
}

function printed(
  format: string,
  results: readonly Result[],
  { for: audience, language = "en" }: ReportOptions,
): string {
  if (format === "csv") return gradebookCsv(results);
  if (format === "text" && results.length > 1) return `${classTable(results)}\n`;
  const renderers: { readonly [name: string]: (result: Result) => string } = {
    html: (result) => studentPage(result, { audience, language: languageOf(language) }),
    json: (result) => resultJson(result, { audience }),
    junit: (result) => junitXml(result, { audience }),
    markdown: (result) => pullRequestMarkdown(result, { audience }),
    text: (result) => submissionText(result, { colour: process.stdout.hasColors?.() ?? false, audience }),
  };
  if (results.length > 1 && (format === "html" || format === "junit")) {
    throw new UsageError(
      `report: --format ${format} prints one result, and there are ${results.length}. Give one of the files in results/.`,
    );
  }
  return results.map(renderers[format]!).join("");
}

async function readOne(file: string): Promise<Result> {
  return readResult(await readFile(file, "utf8"), file);
}

/** The result, or those in a folder that `grade` wrote. */
async function resultFiles(path: string): Promise<string[]> {
  if (!existsSync(path))
    throw new UsageError(
      `report: there is no ${path}. Give a folder that \`gradecheck grade\` wrote, or one result in its results/.`,
    );
  if (!lstatSync(path).isDirectory()) return [path];
  const folder = join(path, "results");
  const names = existsSync(folder) ? (await readdir(folder)).filter((name) => name.endsWith(".json")).toSorted() : [];
  if (names.length === 0)
    throw new UsageError(`report: ${path} holds no results. Give a folder that \`gradecheck grade\` wrote.`);
  return names.map((name) => join(folder, name));
}
