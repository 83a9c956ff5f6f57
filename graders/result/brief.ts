/** What the pages of a class need of a result: who, how many points, what became of each exercise and check. */
import type { Result } from "./result.ts";

export function withoutLessons(result: Result): Result {
  const exercises = result.exercises.map(({ console: _, checks, ...exercise }) => ({
    ...exercise,
    checks: checks.map(({ lesson: __, ...check }) => check),
  }));
  return { ...result, exercises };
}
