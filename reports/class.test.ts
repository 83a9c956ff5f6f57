import { expect, test } from "vitest";
import { problemsOf } from "./class.ts";
import { result } from "./samples/build.ts";
import type { ExerciseResult } from "#graders/result/result.ts";

const missing: ExerciseResult = {
  id: "02-activations/relu",
  title: "ReLU",
  status: "missing",
  points: 0,
  maxPoints: 5,
  problem: { kind: "missing", message: "relu.ts is missing." },
  checks: [],
};

test("what is wrong with the whole submission is said once, not again for each exercise", () => {
  const part = result("ada", [missing]);
  expect(problemsOf(part)).toEqual(["Missing: relu."]);
  const message = "The submission holds none of the exercises.";
  expect(problemsOf({ ...part, problem: { kind: "missing", message } })).toEqual([message]);
});
