/** What a result says of how it came about, by which one knows whether it still holds. */
import type { Limits } from "#graders/execution/executor.ts";
import { RESULT_FORMAT, type Result } from "#graders/result/result.ts";
import type { Course } from "./course.ts";
import type { TakenIn } from "./read-submission.ts";

export type ResultHead = Omit<Result, "points" | "maxPoints" | "problem" | "exercises">;

export interface Conditions {
  readonly seed: number;
  readonly limits: Limits;
  readonly grader: Result["grader"];
}

export function headOf(taken: TakenIn, course: Course, { seed, limits, grader }: Conditions): ResultHead {
  const files = [...taken.exercises.values()].flatMap((prepared) => Object.entries(prepared.files));
  return {
    format: RESULT_FORMAT,
    submission: { id: taken.id, files: Object.fromEntries(files.toSorted(([a], [b]) => (a < b ? -1 : 1))) },
    specs: course.digest,
    seed,
    grader,
    limits,
  };
}

/** The same files under the same rules and limits. */
export function hasHead(result: Result, head: ResultHead): boolean {
  const { points: _points, maxPoints: _maxPoints, problem: _problem, exercises: _exercises, ...own } = result;
  return canonical(own) === canonical(head);
}

/** Whether an earlier result is what grading would give again. What we failed to grade is always tried again. */
export function stillHolds(earlier: Result, head: ResultHead, taken: TakenIn): boolean {
  const complete = earlier.exercises.every(
    ({ status, checks }) => status !== "not graded" && checks.every((check) => check.status !== "not graded"),
  );
  return complete && hasHead(earlier, head) && sameProblems(earlier, taken);
}

/** What could not be read has no digest, so it is known by what was wrong with it. */
function sameProblems(earlier: Result, taken: TakenIn): boolean {
  return earlier.exercises.every(({ id, problem }) => {
    const prepared = taken.exercises.get(id);
    return prepared?.status === "ready" || canonical(prepared?.problem) === canonical(problem);
  });
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}
