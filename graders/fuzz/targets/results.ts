/** Damaged result documents through the reader and every renderer. */
import { readResult } from "#graders/result/read-result.ts";
import type { Result } from "#graders/result/result.ts";
import { UsageError } from "#graders/usage-error.ts";
import {
  checkText,
  classTable,
  exerciseText,
  gradebookCsv,
  classPage,
  junitXml,
  pageFileName,
  pullRequestMarkdown,
  resultJson,
  studentPage,
  type Audience,
} from "#reports/index.ts";
import { samples } from "#reports/samples/results.ts";
import { parseXml } from "#reports/samples/well-formed-xml.ts";
import { mutatedJson, smallerJson, type Json } from "../mutate/json.ts";
import { Violation, type Target } from "../target.ts";

const audiences: readonly Audience[] = ["student", "student after the due date", "instructor"];
/** Control characters besides line break and tab, and half a surrogate pair. */
const unfit = /[[\p{Cc}\p{Cs}]--[\n\t]]/v;
const markup = /(?<!\\)<(?:script>alert|img src=x)/;
/** Where markup of Markdown's is text. */
const fences = /^(`{3,})[^\n]*\n.*?\n\1$/gms;

const target: Target<string> = {
  name: "results",
  rule: "A result document is refused in one sentence, or every report can be made of it, without markup or control characters of its own.",
  cases: 4000,
  async open() {
    const seeds = samples.map((result) => JSON.parse(JSON.stringify(result)) as Json);
    return {
      draw: (random) =>
        mutatedJson(random, seeds, [
          "passed",
          "failed",
          "pass",
          "fail",
          "not graded",
          "missing",
          "hidden",
          "after-due",
          "visible",
        ]),
      judge: (text) => [outcomeOf(text)],
      smaller: smallerJson,
      written: (text) => text,
    };
  },
};
export default target;

function outcomeOf(text: string): string {
  let result: Result;
  try {
    result = readResult(text, "results/case.json");
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    if (error.message.length > 1000 || !error.message.startsWith("results/case.json "))
      throw new Violation(`this is no sentence: ${error.message.slice(0, 200)}`);
    return "refused";
  }
  for (const audience of audiences) render(result, audience);
  return "rendered";
}

function render(result: Result, audience: Audience): void {
  const file = pageFileName(result.submission.id);
  if (!/^[a-z0-9][a-z0-9_-]*\.html$/.test(file)) throw new Violation(`the page is called ${JSON.stringify(file)}`);
  fit("html", studentPage(result, { audience }), markup);
  fit("index", classPage({ results: [result, result] }, { folder: "reports/" }), markup);
  fit("markdown", pullRequestMarkdown(result, { audience }).replace(fences, ""), markup);
  fit("junit", junitXml(result, { audience }), markup);
  parseXml(junitXml(result, { audience }));
  fit("class table", classTable([result, result]));
  const csv = gradebookCsv([result]);
  if (/(?:^|[,\n])"?[=@\t]/.test(csv.replace(/^\ufeff/, "")))
    throw new Violation("a cell of the gradebook is a formula");
  JSON.parse(resultJson(result, { audience }));
  for (const exercise of result.exercises) {
    fit("text", exerciseText(exercise, { colour: false, audience }));
    for (const check of exercise.checks) fit("check", checkText(exercise, check.name, { audience }));
  }
}

function fit(format: string, text: string, forbidden?: RegExp): void {
  if (typeof text !== "string") throw new Violation(`${format} is not text`);
  const found = unfit.exec(text) ?? forbidden?.exec(text);
  if (found) throw new Violation(`${format} holds ${JSON.stringify(found[0])}`);
}
