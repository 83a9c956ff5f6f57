import { expect, test } from "vitest";
import type { CheckResult, CheckStatus, ExerciseResult, Result } from "#graders/result/result.ts";
import { changeBetween } from "./changes.ts";

function check(name: string, status: CheckStatus, points: number, maxPoints = 2): CheckResult {
  return { name, kind: "cases", status, points, maxPoints, visibility: "visible" };
}

function exercise(id: string, checks: readonly CheckResult[]): ExerciseResult {
  const sum = (pick: (one: CheckResult) => number) => checks.reduce((total, one) => total + pick(one), 0);
  const points = sum((one) => one.points);
  const maxPoints = sum((one) => one.maxPoints);
  return { id, title: id, status: points === maxPoints ? "passed" : "failed", points, maxPoints, checks };
}

function result(exercises: readonly ExerciseResult[]): Result {
  const points = exercises.reduce((total, one) => total + one.points, 0);
  const maxPoints = exercises.reduce((total, one) => total + one.maxPoints, 0);
  return { submission: { id: "ada", files: {} }, points, maxPoints, exercises } as unknown as Result;
}

const relu = [check("zeroes", "pass", 2), check("slope", "fail", 0)];

test("nothing changes where every check comes out as before, whatever the words", () => {
  const before = result([exercise("relu", relu)]);
  const lesson = { summary: "Other words." };
  const after = result([
    exercise(
      "relu",
      relu.map((one) => ({ ...one, lesson })),
    ),
  ]);
  expect(changeBetween(before, after)).toBeUndefined();
});

test("a change names the exercise, and the check with both outcomes", () => {
  const after = result([
    exercise("relu", [relu[0]!, check("slope", "pass", 2)]),
    exercise("tanh", [check("t", "pass", 2)]),
  ]);
  const before = result([exercise("relu", relu), exercise("tanh", [check("t", "pass", 2)])]);
  expect(changeBetween(before, after)).toEqual({
    submission: "ada",
    before: { points: 4, maxPoints: 6 },
    after: { points: 6, maxPoints: 6 },
    exercises: [
      {
        id: "relu",
        before: { points: 2, maxPoints: 4 },
        after: { points: 4, maxPoints: 4 },
        checks: [
          {
            name: "slope",
            before: { status: "fail", points: 0, maxPoints: 2 },
            after: { status: "pass", points: 2, maxPoints: 2 },
          },
        ],
      },
    ],
  });
});

test("checks and exercises that are new or gone have one side only", () => {
  const before = result([exercise("relu", relu), exercise("old", [check("o", "pass", 1, 1)])]);
  const after = result([
    exercise("relu", [...relu, check("shape", "error", 0)]),
    exercise("new", [check("n", "fail", 0)]),
  ]);
  const changes = changeBetween(before, after)!.exercises;
  expect(changes.map(({ id, before: from, after: to }) => [id, from.maxPoints, to.maxPoints])).toEqual([
    ["new", 0, 2],
    ["old", 1, 0],
    ["relu", 4, 6],
  ]);
  expect(changes[2]!.checks).toEqual([{ name: "shape", after: { status: "error", points: 0, maxPoints: 2 } }]);
});

test("what was not graded and now is counts as a change, though the points are the same", () => {
  const before = result([exercise("relu", [check("zeroes", "not graded", 0)])]);
  const after = result([exercise("relu", [check("zeroes", "fail", 0)])]);
  expect(changeBetween(before, after)!.exercises[0]!.checks[0]).toMatchObject({
    before: { status: "not graded" },
    after: { status: "fail" },
  });
});
