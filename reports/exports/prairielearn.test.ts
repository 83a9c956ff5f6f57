import { expect, test } from "vitest";
import { check, exercise, result } from "../samples/build.ts";
import { adam, conv, relu, sgd } from "../samples/exercises.ts";
import { mixed } from "../samples/results.ts";
import { prairieLearnJson } from "./prairielearn.ts";
import { ada, everyResult, expectValid, grace, secrets } from "./samples.ts";

const of = (...exercises: Parameters<typeof result>[1]): unknown =>
  JSON.parse(prairieLearnJson(result("ada", exercises), { audience: "student" }));

test("every sample gives a document that PrairieLearn's documentation allows", () => {
  for (const result of everyResult)
    expectValid("prairielearn", JSON.parse(prairieLearnJson(result, { audience: "instructor" })));
});

test("the score is the share of what was decided, and what was not is worth 0 of 0 points", () => {
  expect(of(sgd, relu)).toMatchObject({
    gradable: true,
    score: 0.3,
    tests: [{ points: 0, max_points: 4 }, { points: 0, max_points: 0 }, { points: 0, max_points: 0 }, {}, {}, {}],
  });
});

test("our fault and files that can't be run use up no attempt", () => {
  const open = JSON.parse(prairieLearnJson(grace.result, { audience: "student" })) as { gradable: boolean };
  expect(open).toMatchObject({
    gradable: false,
    format_errors: [expect.stringContaining("The fault is the grader's")],
  });
  expect(open).not.toHaveProperty("score");
  expect(of(conv, adam)).toMatchObject({
    gradable: false,
    format_errors: [expect.stringContaining("line 22"), expect.stringContaining("adam")],
  });
  expect(of(conv, relu)).toMatchObject({ gradable: true });
});

test("a document is never above 1 MB: texts are cut, points stay", () => {
  const checks = [check("is right", 1), check("is wrong", 1, { status: "fail" })];
  const noisy = exercise("01-a/one", "One", checks, { console: "é".repeat(600_000) });
  const text = prairieLearnJson(result("ada", [noisy]), { audience: "student" });
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1_000_000);
  expect(JSON.parse(text)).toMatchObject({
    score: 0.5,
    tests: [{ points: 1 }, { output: expect.stringMatching(/^é+…$/) }],
  });
});

test("nothing of hidden checks is in it", () => {
  expect(prairieLearnJson(mixed, { audience: "student" })).not.toMatch(secrets);
  expect(prairieLearnJson(ada.result, { audience: "student" })).toContain(
    "Not graded, by no fault of the student: 4 points",
  );
});
