/**
 * What a score is made of.
 *
 * Points that could not be given for a reason that isn't the student's (inconclusive, not graded) are outside the points:
 * neither earned nor lost. `maxPoints` is without them, so points / maxPoints is a fair share.
 */
import type { CheckResult, ExerciseResult, ExerciseStatus, Result } from "#graders/result/result.ts";
import { english } from "./texts/english.ts";
import type { Language } from "./texts/language.ts";

export interface Score {
  readonly points: number;
  readonly maxPoints: number;
  /** Points outside: of checks that could not be decided. */
  readonly open: number;
  /** Exercises that could not even be opened, by no fault of the student. */
  readonly ungraded: number;
}

export interface Unit extends Score {
  /** `02-activations` */
  readonly id: string;
  readonly exercises: readonly ExerciseResult[];
}

export function isUndecided({ status }: CheckResult): boolean {
  return status === "inconclusive" || status === "not graded";
}

export function scoreOfExercise({ status, points, maxPoints, checks }: ExerciseResult): Score {
  const open = sum(checks.filter(isUndecided).map((check) => check.maxPoints));
  return { points, maxPoints, open, ungraded: status === "not graded" && open === 0 ? 1 : 0 };
}

export function scoreOf({ points, maxPoints, exercises }: Result): Score {
  return { ...scoreOfAll(exercises), points, maxPoints };
}

/** Units in the order in which they first appear. */
export function unitsOf(result: Result): Unit[] {
  const byUnit = Map.groupBy(result.exercises, (exercise) => unitId(exercise.id));
  return [...byUnit].map(([id, exercises]) => ({ id, exercises, ...scoreOfAll(exercises) }));
}

/** Earned share of what was decided, in [0, 1]; undefined when nothing was. */
export function shareOf({ points, maxPoints }: Score): number | undefined {
  return maxPoints > 0 ? Math.min(1, points / maxPoints) : undefined;
}

/** `3 of 6 points`; `not graded` where nothing was decided: never a zero. */
export function scoreInWords(score: Score, { texts }: Pick<Language, "texts"> = english): string {
  const { pointsOf, exerciseStatus, noPoints } = texts.common;
  if (score.maxPoints > 0) return pointsOf(score.points, score.maxPoints);
  return isOpen(score) ? exerciseStatus["not graded"].word : noPoints;
}

export function isOpen({ open, ungraded }: Score): boolean {
  return open > 0 || ungraded > 0;
}

/** `2 points and 1 exercise`: what could not be decided; empty when all was. */
export function openInWords(
  { open, ungraded }: Score,
  { texts, list }: Pick<Language, "texts" | "list"> = english,
): string {
  const { points, exercises } = texts.common;
  return list([...(open > 0 ? [points(open)] : []), ...(ungraded > 0 ? [exercises(ungraded)] : [])]);
}

/** How many exercises have each status, in the order in which reports name them; none with zero. */
export function statusCounts(result: Result): { status: ExerciseStatus; count: number }[] {
  const order: ExerciseStatus[] = ["passed", "failed", "broken", "missing", "not started", "not graded"];
  return order
    .map((status) => ({ status, count: result.exercises.filter((exercise) => exercise.status === status).length }))
    .filter(({ count }) => count > 0);
}

/** `02-activations` of `02-activations/relu`. */
export function unitId(exerciseId: string): string {
  return exerciseId.slice(0, exerciseId.lastIndexOf("/"));
}

/** `relu` of `02-activations/relu`. */
export function exerciseName(exerciseId: string): string {
  return exerciseId.slice(exerciseId.lastIndexOf("/") + 1);
}

/** `02 Activations` of `02-activations`. */
export function unitTitle(id: string): string {
  const [, number = "", name = id] = /^(\d+-)?(.*)$/s.exec(id) ?? [];
  const words = name.replaceAll("-", " ").replace(/\bgpu\b/, "GPU");
  return number.replace("-", " ") + words.charAt(0).toUpperCase() + words.slice(1);
}

function scoreOfAll(exercises: readonly ExerciseResult[]): Score {
  const scores = exercises.map(scoreOfExercise);
  const total = (key: keyof Score) => sum(scores.map((score) => score[key]));
  return { points: total("points"), maxPoints: total("maxPoints"), open: total("open"), ungraded: total("ungraded") };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
