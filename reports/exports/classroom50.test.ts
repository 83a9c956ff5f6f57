import { expect, test } from "vitest";
import { check, exercise, result } from "../samples/build.ts";
import { mixed } from "../samples/results.ts";
import { classroom50Json, type Classroom50Submission } from "./classroom50.ts";
import { ada, everyResult, expectValid, grace, secrets } from "./samples.ts";

const submission: Classroom50Submission = {
  classroom: "deep-learning",
  assignment: "week-3",
  assignmentType: "individual",
  owner: "ada",
  submission: "submit/2026-11-28T10-00-00Z-a1b2c3d",
  commit: "https://github.com/org/repo/commit/a1b2c3d",
  release: "https://github.com/org/repo/releases/tag/x",
  review: "https://github.com/org/repo/compare/a...b",
  datetime: "2026-11-28T10:00:00Z",
};

interface Document {
  readonly score: number;
  readonly "max-score": number;
  readonly tests: readonly { score: number; "max-score": number; passed: boolean; status: string }[];
}

const of = (one: typeof mixed): Document =>
  JSON.parse(classroom50Json(one, { audience: "student", submission })!) as Document;

test("every sample gives a document that keeps the contract, or none", () => {
  const texts = everyResult.flatMap((one) => classroom50Json(one, { audience: "instructor", submission }) ?? []);
  expect(texts.length).toBeGreaterThan(4);
  for (const text of texts) {
    const document = JSON.parse(text) as Document;
    expectValid("classroom50", document);
    expect(document.score).toBe(document.tests.reduce((sum, { score }) => sum + score, 0));
    expect(document["max-score"]).toBe(document.tests.reduce((sum, each) => sum + each["max-score"], 0));
  }
});

test("what could not be graded is outside both sums, and says so", () => {
  const { score, tests, ...rest } = of(ada.result);
  expect([score, rest["max-score"]]).toEqual([3, 10]);
  expect(tests.filter(({ status }) => status === "not graded")).toMatchObject([
    { score: 0, "max-score": 0 },
    { score: 0, "max-score": 0 },
  ]);
});

test("scores are whole numbers whose sum is the total, also where points have decimals", () => {
  const halves = exercise("01-a/one", "One", [
    check("a is right", 0.5),
    check("b is right", 0.5),
    check("c is right", 1.4),
  ]);
  expect(of(result("ada", [halves]))).toMatchObject({ score: 3, "max-score": 3 });
});

test("where nothing could be graded there is no document", () => {
  expect(classroom50Json(grace.result, { audience: "student", submission })).toBeUndefined();
});

test("nothing of hidden checks is in it", () => {
  expect(JSON.stringify(of(mixed))).not.toMatch(secrets);
});
