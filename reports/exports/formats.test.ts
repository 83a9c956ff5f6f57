/** What holds for every export. */
import { expect, test } from "vitest";
import type { Result } from "#graders/result/result.ts";
import { hostile } from "../samples/hostile.ts";
import { mixed } from "../samples/results.ts";
import * as exports from "./index.ts";
import { ada, secrets } from "./samples.ts";

const audience = "student";
const submission = {
  classroom: "c",
  assignment: "a",
  assignmentType: "individual",
  owner: "o",
  submission: "s",
  commit: "https://c",
  release: "https://r",
  review: "https://r",
  datetime: "2026-11-28T10:00:00Z",
};
const worksheet = "Identifier,Full name,Grade,Feedback comments\nParticipant 1,=2+5,,\n";
const gradebook = "Student,ID,SIS Login ID,Section,Week 3\n=2+5,1,,Blue,\n";

function render(result: Result): Record<string, string> {
  const graded = [{ result, person: { id: "1", email: "a@example.org", name: "=2+5" } }];
  const assignment = { assignment: "Week 3" };
  return {
    gradescope: exports.gradescopeJson(result, { audience })!,
    exercism: exports.exercismJson(result, { audience }),
    prairielearn: exports.prairieLearnJson(result, { audience }),
    classroom50: exports.classroom50Json(result, { audience, submission })!,
    annotations: exports.githubAnnotations([result], { audience }),
    summary: exports.githubSummary([result], { audience }),
    canvas: exports.canvasCsv(graded, assignment).text,
    gradebook: exports.filledCanvasCsv(graded, gradebook, assignment).text,
    moodle: exports.moodleCsv(graded, assignment).text,
    worksheet: exports.filledMoodleWorksheet(graded, worksheet).text,
    lti: exports.ltiScores(graded, { timestamp: "2026-11-28T10:00:00.000Z" }).text,
  };
}

test("the same result gives the same bytes, before and after a round trip through JSON, and is left as it was", () => {
  for (const result of [mixed, hostile, ada.result]) {
    const before = JSON.stringify(result);
    expect(render(JSON.parse(before) as Result)).toEqual(render(result));
    expect(JSON.stringify(result)).toBe(before);
  }
});

test("nothing that a student may not see is in any of them", () => {
  for (const [name, text] of Object.entries(render(mixed))) expect(text, name).not.toMatch(secrets);
});

test("no text in them holds control characters, half characters or marks that turn the writing direction", () => {
  for (const [name, text] of Object.entries(render(hostile))) {
    // In JSON they would stand as escapes; it is what a reader gets that counts.
    const isJson = /^[{[]/.test(text);
    const texts = isJson
      ? text
          .trimEnd()
          .split(/\n(?=\{)/)
          .flatMap((document) => stringsIn(JSON.parse(document)))
      : [text];
    for (const each of texts) {
      expect(each, name).toMatch(/^(?:\P{Cc}|[\n\r\t])*$/u);
      expect(each, name).not.toMatch(/[\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069]/);
      expect(each.isWellFormed(), name).toBe(true);
    }
  }
});

function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
