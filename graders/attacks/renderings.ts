/** Every report of a result, and what in one of them would act on whoever opens it. */
import type { Result } from "#graders/result/result.ts";
import {
  classTable,
  exerciseText,
  gradebookCsv,
  classPage,
  junitXml,
  pullRequestMarkdown,
  resultJson,
  studentPage,
  type Audience,
} from "#reports/index.ts";
import { parseXml } from "#reports/samples/well-formed-xml.ts";

export interface Rendering {
  readonly format: "html" | "json" | "junit" | "markdown" | "text" | "csv";
  readonly audience: Audience;
  readonly text: string;
}

export function renderingsOf(result: Result): Rendering[] {
  const audiences = ["student", "student after the due date", "instructor"] as const;
  const forEach = audiences.flatMap((audience): Rendering[] => [
    { format: "html", audience, text: studentPage(result, { audience }) },
    { format: "json", audience, text: resultJson(result, { audience }) },
    { format: "junit", audience, text: junitXml(result, { audience }) },
    { format: "markdown", audience, text: pullRequestMarkdown(result, { audience }) },
    ...result.exercises.map((exercise): Rendering => ({
      format: "text",
      audience,
      text: exerciseText(exercise, { colour: false, audience }),
    })),
  ]);
  return [
    ...forEach,
    { format: "html", audience: "instructor", text: classPage({ results: [result] }, { folder: "reports/" }) },
    { format: "csv", audience: "instructor", text: gradebookCsv([result]) },
    { format: "text", audience: "instructor", text: classTable([result]) },
  ];
}

/** Characters of a report on one exercise; whoever opens more has to wait. */
const longest = 2_000_000;

/** What would act on a terminal, a browser, a spreadsheet, an XML reader or a build's log. */
export function hostileIn({ format, text }: Rendering): string[] {
  const found = text.length > longest ? [`${format} has ${text.length} characters.`] : [];
  const seen = (pattern: RegExp, what: string): void => {
    const match = pattern.exec(text);
    if (match) found.push(`${format} holds ${what}: ${JSON.stringify(match[0].slice(0, 60))}.`);
  };
  seen(/[^\P{Cc}\n\r\t]/u, "a control character");
  if (format !== "json")
    seen(/[\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069]/, "a mark that turns the writing direction");
  if (format === "html" || format === "junit") seen(/<script[ >]|<img |<iframe/i, "markup of the student's");
  if (format === "html") seen(/\son\w+\s*=\s*["']?alert/i, "an attribute of the student's");
  if (format === "markdown" && outsideFences(text).some((line) => /(?<!\\)<(script|img|iframe)/i.test(line)))
    found.push("markdown holds markup of the student's.");
  // GitHub's runner reads commands from a log, after blanks at the start of a line; the older form anywhere in it.
  if (format === "text") seen(/^\s*::[a-z-]+( [^\n]*)?::.*$|##\[[a-z-]+[^\n]*\]/m, "a workflow command");
  if (format === "csv") seen(/(^|,|\n)"?[=@+\t][^\n]*/, "a formula");
  if (format === "junit") {
    try {
      parseXml(text);
    } catch (error) {
      found.push(`junit is not XML: ${(error as Error).message}.`);
    }
  }
  return found;
}

/** Lines of Markdown that aren't code. */
function outsideFences(text: string): string[] {
  let fence = "";
  return text.split("\n").filter((line) => {
    const mark = /^\s*(`{3,})/.exec(line)?.[1];
    if (fence !== "") {
      if (mark !== undefined && mark.length >= fence.length) fence = "";
      return false;
    }
    fence = mark ?? "";
    return true;
  });
}
