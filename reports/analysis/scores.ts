/**
 * A class as a table of scores: for each exercise and each check what every submission has of it, from 0 to 1.
 *
 * NaN stands for what is left out. Of an exercise: what could not be decided; a missing, untouched or broken file
 * counts as the 0 that it is in the grade. Of a check: every submission on whose code it gave no verdict, since that
 * says nothing about the check.
 */
import type { BriefCheck, BriefExercise, BriefResult } from "#graders/result/brief.ts";
import { bySubmission, exercisesOfClass } from "../class.ts";

export interface ClassScores {
  readonly submissions: number;
  readonly exercises: readonly ExerciseScores[];
  /** Share of the points of each submission. */
  readonly totals: Float64Array;
}

export interface Scores {
  readonly points: number;
  readonly shares: Float64Array;
  /** What each submission has of everything else. */
  readonly rest: Float64Array;
  /** Left out because grading could not decide. */
  readonly undecided: number;
}

export interface ExerciseScores extends Scores {
  readonly id: string;
  readonly title: string;
  /** Submissions with code of their own in it that could be run. */
  readonly tried: number;
  readonly checks: readonly CheckScores[];
}

export interface CheckScores extends Scores {
  readonly name: string;
}

export function scoresOf(results: readonly BriefResult[]): ClassScores {
  const sorted = bySubmission(results);
  const byId = sorted.map(({ exercises }) => new Map(exercises.map((exercise) => [exercise.id, exercise])));
  return {
    submissions: sorted.length,
    totals: Float64Array.from(sorted, ({ points, maxPoints }) => share(points, maxPoints)),
    exercises: exercisesOfClass(sorted).map((id) =>
      exerciseScores(
        sorted,
        byId.map((own) => own.get(id)),
      ),
    ),
  };
}

/** The exercise was started, and its code could be run. */
export function isTried({ status }: BriefExercise): boolean {
  return status === "passed" || status === "failed";
}

function exerciseScores(results: readonly BriefResult[], own: readonly (BriefExercise | undefined)[]): ExerciseScores {
  const present = own.filter((exercise) => exercise !== undefined);
  const names = new Set(present.flatMap(({ checks }) => checks.map(({ name }) => name)));
  return {
    id: present[0]!.id,
    title: present[0]!.title,
    tried: present.filter(isTried).length,
    ...itemScores(results, own, present.filter(({ status }) => status === "not graded").length),
    checks: [...names].map((name) => checkScores(results, own, name)),
  };
}

function checkScores(
  results: readonly BriefResult[],
  own: readonly (BriefExercise | undefined)[],
  name: string,
): CheckScores {
  const checks = own.map((exercise) => exercise?.checks.find((check) => check.name === name));
  const undecided = checks.filter((check) => check && isUndecided(check)).length;
  const decided = checks.map((check, at) => (check && isTried(own[at]!) && hasVerdict(check) ? check : undefined));
  return { name, ...itemScores(results, decided, undecided) };
}

/** Shares of an item, and of all that a submission has beside it. */
function itemScores(
  results: readonly BriefResult[],
  own: readonly ({ readonly points: number; readonly maxPoints: number } | undefined)[],
  undecided: number,
): Scores {
  const rest = own.map((item, at) => {
    const { points, maxPoints } = results[at]!;
    return item ? share(points - item.points, maxPoints - item.maxPoints) : Number.NaN;
  });
  return {
    points: Math.max(0, ...own.map((item) => item?.maxPoints ?? 0)),
    shares: Float64Array.from(own, (item) => (item ? share(item.points, item.maxPoints) : Number.NaN)),
    rest: Float64Array.from(rest),
    undecided,
  };
}

function isUndecided({ status }: BriefCheck): boolean {
  return status === "inconclusive" || status === "not graded";
}

function hasVerdict({ status }: BriefCheck): boolean {
  return status === "pass" || status === "fail" || status === "error";
}

function share(points: number, maxPoints: number): number {
  return maxPoints > 0 ? points / maxPoints : Number.NaN;
}
