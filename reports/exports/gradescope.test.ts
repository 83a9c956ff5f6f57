import { expect, test } from "vitest";
import { mixed } from "../samples/results.ts";
import { gradescopeJson } from "./gradescope.ts";
import { ada, everyResult, expectValid, grace, secrets } from "./samples.ts";

interface Document {
  readonly score: number;
  readonly visibility: string;
  readonly tests: readonly { name: string; number: string; score?: number; max_score?: number; status?: string }[];
}

const parsed = (text: string | undefined): Document => JSON.parse(text!) as Document;

test("every sample gives a document that Gradescope's specification allows, or none", () => {
  const texts = everyResult.flatMap((result) => gradescopeJson(result, { audience: "instructor" }) ?? []);
  expect(texts.length).toBeGreaterThan(4);
  for (const text of texts) expectValid("gradescope", JSON.parse(text));
});

test("a check that could not be graded has neither score nor status, and the score is the share of the rest", () => {
  const { score, tests } = parsed(gradescopeJson(ada.result, { audience: "student" }));
  // 3 of 10 decided points, of 14.
  expect(score).toBe(4.2);
  const open = tests.filter(({ name }) => name.endsWith("(not graded)"));
  expect(open.map(({ score, max_score, status }) => [score, max_score, status])).toEqual([
    [undefined, undefined, undefined],
    [undefined, undefined, undefined],
  ]);
  expect(tests.map(({ number }) => number)).toEqual(["1.1", "1.2", "1.3", "2.1", "2.2", "2.3"]);
});

test("where nothing could be graded there is no document, since it would be a zero", () => {
  expect(gradescopeJson(grace.result, { audience: "student" })).toBeUndefined();
});

test("what students see holds nothing of hidden checks; what instructors see is hidden from students", () => {
  const seen = gradescopeJson(mixed, { audience: "student" })!;
  expect(seen).not.toMatch(secrets);
  expect(parsed(seen).visibility).toBe("visible");
  const whole = gradescopeJson(mixed, { audience: "instructor" })!;
  expect(whole).toMatch(secrets);
  expect(parsed(whole).visibility).toBe("hidden");
});
