import { expect, test } from "vitest";
import type { Result } from "#graders/result/result.ts";
import { marksOfClass } from "./class-marks.ts";

const id = "02-activations/relu";

function result(submission: string, points: number): Result {
  const check = {
    name: "c",
    kind: "cases",
    status: points === 10 ? "pass" : "fail",
    points,
    maxPoints: 10,
    visibility: "visible",
  };
  const exercise = {
    id,
    title: "ReLU",
    status: points === 10 ? "passed" : "failed",
    points,
    maxPoints: 10,
    checks: [check],
  };
  return {
    submission: { id: submission, files: {} },
    points,
    maxPoints: 10,
    exercises: [exercise],
  } as unknown as Result;
}

const points: Readonly<Record<string, number>> = { "ada-1": 8, "ada-2": 6, team: 9, stranger: 5 };
const input = {
  policy: { attempt: "best" },
  people: [{ id: "ada" }, { id: "bob" }, { id: "cy", extension: 2 }, { id: "dee" }],
  submissions: [
    { id: "ada-2", people: ["ada"], attempt: 2 },
    { id: "ada-1", people: ["ada"], attempt: 1 },
    { id: "team", people: ["bob", "cy"] },
    { id: "stranger", people: [] },
    { id: "not graded yet", people: ["dee"] },
  ],
  resultOf: (submission: string) => (submission in points ? result(submission, points[submission]!) : undefined),
  manual: [],
} as const;

test("everybody on the roster has an entry, all of a group, and so has a submission of nobody", () => {
  const marks = marksOfClass(input);
  expect(marks.map(({ person, submission, grade }) => [person?.id, submission, grade.state, grade.mark])).toEqual([
    ["ada", "ada-1", "graded", 80],
    ["bob", "team", "graded", 90],
    ["cy", "team", "graded", 90],
    ["dee", undefined, "missing", undefined],
    [undefined, "stranger", "graded", 50],
  ]);
});

test("points by hand reach the person and the submission that they name", () => {
  const entry = { at: "2026-03-01T10:00:00Z", by: "kim", mode: "set", comment: "" } as const;
  const manual = [
    { ...entry, submission: "team", exercise: id, points: 10 },
    { ...entry, submission: "ada", points: 33 },
  ];
  expect(marksOfClass({ ...input, manual }).map(({ grade }) => grade.mark)).toEqual([33, 100, 100, undefined, 50]);
});
