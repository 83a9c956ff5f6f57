/**
 * What the pages of a class need of a result: who, how many points, what became of each exercise and check, which known
 * mistakes were seen, and why something could not be decided.
 *
 * Exercises that came out alike are kept once, whoever handed them in, so that a class of ten thousand fits in memory.
 */
import type { CheckResult, ExerciseResult, KnownMistake, Result } from "./result.ts";

export interface BriefCheck extends Omit<CheckResult, "lesson"> {
  readonly mistakes?: readonly KnownMistake[];
  /** Why it could not be decided. */
  readonly reason?: string;
}

export interface BriefExercise extends Omit<ExerciseResult, "checks" | "console" | "lines"> {
  readonly checks: readonly BriefCheck[];
}

/** A whole result may stand for a brief one. */
export interface BriefResult extends Omit<Result, "exercises"> {
  readonly exercises: readonly BriefExercise[];
}

/** Exercises that were met before, by all that is kept of them. */
export type Met = Map<string, BriefExercise>;

/** @param met - shared by the results of a class. */
export function withoutLessons(result: Result, met: Met = new Map()): BriefResult {
  return {
    ...result,
    submission: { id: result.submission.id, files: {} },
    exercises: result.exercises.map((exercise) => {
      const brief = briefExercise(exercise);
      const key = JSON.stringify(brief);
      const known = met.get(key) ?? brief;
      met.set(key, known);
      return known;
    }),
  };
}

function briefExercise({ console: _, lines: __, checks, ...exercise }: ExerciseResult): BriefExercise {
  return { ...exercise, checks: checks.map(briefCheck) };
}

function briefCheck({ lesson, ...check }: CheckResult): BriefCheck {
  const undecided = check.status === "inconclusive" || check.status === "not graded";
  return {
    ...check,
    ...(lesson?.mistakes ? { mistakes: lesson.mistakes } : {}),
    ...(lesson && undecided ? { reason: lesson.problem?.message ?? lesson.summary } : {}),
  };
}
