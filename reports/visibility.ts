/**
 * Who sees what. Every format passes its result through here first, so a hidden check can't leak by one renderer's slip.
 *
 * Of a check that the audience may not see, only name, kind, status, points and visibility remain. Console output goes
 * too when such a check ran on the same code, since a submission can print the inputs that it is handed.
 */
import type { CheckResult, ExerciseResult, Result, Visibility } from "#graders/result/result.ts";

export type Audience = "student" | "student after the due date" | "instructor";

export const CONSOLE_WITHHELD = "Console output is not shown, because checks ran on this code whose inputs are hidden.";

const seen: Readonly<Record<Audience, readonly Visibility[]>> = {
  student: ["visible"],
  "student after the due date": ["visible", "after-due"],
  instructor: ["visible", "after-due", "hidden"],
};

/** The result without what the audience may not see. */
export function asSeenBy(audience: Audience, result: Result): Result {
  return { ...result, exercises: result.exercises.map((exercise) => exerciseAsSeenBy(audience, exercise)) };
}

/** The exercise without what the audience may not see. */
export function exerciseAsSeenBy(audience: Audience, exercise: ExerciseResult): ExerciseResult {
  const maySee = (check: CheckResult) => seen[audience].includes(check.visibility);
  const checks = exercise.checks.map((check) => (maySee(check) ? check : outcomeOnly(check)));
  const withhold = exercise.console && !exercise.checks.every(maySee);
  return { ...exercise, checks, ...(withhold ? { console: CONSOLE_WITHHELD } : {}) };
}

function outcomeOnly(check: CheckResult): CheckResult {
  const { name, kind, status, points, maxPoints, visibility } = check;
  return { name, kind, status, points, maxPoints, visibility };
}
