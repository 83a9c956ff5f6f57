/** Graded attempts for tests, of which nothing matters but their points. */
import type { CheckResult, ExerciseResult, Result } from "#graders/result/result.ts";
import type { Attempt } from "../attempt.ts";

/** Earned and maximum; those that could not be decided as a third number. Or nothing, where it could not be graded at all. */
export type Points = readonly [points: number, maximum: number, undecided?: number] | "not graded";

export function attempt(
  number: number,
  exercises: Readonly<Record<string, Points>>,
  { submission = "ada", ...more }: { submission?: string; submittedAt?: string; late?: boolean } = {},
): Attempt {
  return { attempt: number, ...more, result: resultOf(submission, Object.entries(exercises).map(exerciseOf)) };
}

function exerciseOf([id, points]: [string, Points]): ExerciseResult {
  const head = { id, title: id.slice(id.lastIndexOf("/") + 1) };
  if (points === "not graded") return { ...head, status: "not graded", points: 0, maxPoints: 0, checks: [] };
  const [earned, maxPoints, undecided = 0] = points;
  const status = maxPoints === 0 ? "not graded" : earned === maxPoints ? "passed" : "failed";
  return {
    ...head,
    status,
    points: earned,
    maxPoints,
    checks: [
      ...(maxPoints > 0 ? [check("it is right", earned === maxPoints ? "pass" : "fail", earned, maxPoints)] : []),
      ...(undecided > 0 ? [check("its gradient is right", "not graded", 0, undecided)] : []),
    ],
  };
}

function check(name: string, status: CheckResult["status"], points: number, maxPoints: number): CheckResult {
  return { name, kind: "cases", status, points, maxPoints, visibility: "visible" };
}

function resultOf(id: string, exercises: readonly ExerciseResult[]): Result {
  return {
    format: "gradecheck-result/1",
    submission: { id, files: {} },
    specs: "a".repeat(64),
    seed: 1,
    grader: { version: "0.1.0", node: "24.21.0", isolation: { level: "realm", layers: [], probes: 0, open: [] } },
    limits: { cpuSeconds: 2, memoryMegabytes: 192, consoleCharacters: 8000 },
    points: exercises.reduce((sum, { points }) => sum + points, 0),
    maxPoints: exercises.reduce((sum, { maxPoints }) => sum + maxPoints, 0),
    exercises,
  };
}
