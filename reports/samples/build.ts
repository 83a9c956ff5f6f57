/** Builds result documents for tests: say what matters, the rest is filled in and the points are added up. */
import {
  RESULT_FORMAT,
  type CheckResult,
  type ExerciseResult,
  type Preview,
  type Result,
} from "#graders/result/result.ts";

const hash = (digit: string): string => digit.repeat(64);

export function result(id: string, exercises: readonly ExerciseResult[], more: Partial<Result> = {}): Result {
  return {
    format: RESULT_FORMAT,
    submission: {
      id,
      files: Object.fromEntries(
        exercises.filter(({ status }) => status !== "missing").map((each) => [`exercises/${each.id}.ts`, hash("a")]),
      ),
    },
    specs: hash("c"),
    seed: 20261121,
    grader: {
      version: "0.1.0",
      node: "24.21.0",
      isolation: {
        level: "realm",
        layers: ["a realm that each exercise finds as new"],
        probes: 19,
        open: ["start a program"],
      },
    },
    limits: { cpuSeconds: 2, memoryMegabytes: 192, consoleCharacters: 4000 },
    points: sum(exercises.map(({ points }) => points)),
    maxPoints: sum(exercises.map(({ maxPoints }) => maxPoints)),
    exercises,
    ...more,
  };
}

export function exercise(
  id: string,
  title: string,
  checks: readonly CheckResult[],
  more: Partial<ExerciseResult> = {},
): ExerciseResult {
  // As the grader does: what could not be decided is outside the points.
  const decided = checks.filter(({ status }) => status !== "inconclusive" && status !== "not graded");
  const status =
    decided.length === 0 && checks.length > 0
      ? "not graded"
      : decided.every((each) => each.status === "pass")
        ? "passed"
        : "failed";
  return {
    id,
    title,
    status,
    points: sum(decided.map(({ points }) => points)),
    maxPoints: sum(decided.map(({ maxPoints }) => maxPoints)),
    checks,
    ...more,
  };
}

export function check(name: string, maxPoints: number, more: Partial<CheckResult> = {}): CheckResult {
  const { status = "pass" } = more;
  const points = status === "pass" ? maxPoints : 0;
  return { name, kind: "cases", status, points, maxPoints, visibility: "visible", ...more };
}

/** A matrix as the grader previews it. */
export function matrix(rows: readonly (readonly (number | string)[])[]): Preview {
  return {
    text: `tensor([${rows.map((row) => `[${row.join(", ")}]`).join(", ")}])`,
    shape: [rows.length, rows[0]!.length],
    values: rows.flat(),
  };
}

/** A vector as the grader previews it. */
export function vector(entries: readonly (number | string)[]): Preview {
  return { text: `tensor([${entries.join(", ")}])`, shape: [entries.length], values: entries };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
