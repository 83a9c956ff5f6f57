/**
 * What a score is made of.
 *
 * `maxPoints` of an exercise is its worth in the spec, the same for every submission. Points that could not be given for
 * a reason that isn't the student's (inconclusive, not graded) are open: neither earned nor lost. Shares are of the rest.
 */
import type { CheckResult, ExerciseResult, ExerciseStatus, Result } from "#graders/result/result.ts";
import { rounded } from "./words.ts";

export interface Score {
  readonly points: number;
  readonly maxPoints: number;
  /** Points neither earned nor lost. */
  readonly open: number;
}

export interface Unit extends Score {
  /** `02-activations` */
  readonly id: string;
  readonly exercises: readonly ExerciseResult[];
}

export function scoreOfExercise(exercise: ExerciseResult): Score {
  const { points, maxPoints } = exercise;
  const ofChecks = sum(exercise.checks.map((check) => scoreOfCheck(check).open));
  const open = exercise.status === "not graded" ? maxPoints - points : Math.min(ofChecks, maxPoints - points);
  return { points, maxPoints, open };
}

export function scoreOfCheck({ status, points, maxPoints }: CheckResult): Score {
  const undecided = status === "inconclusive" || status === "not graded";
  return { points, maxPoints, open: undecided ? maxPoints - points : 0 };
}

export function scoreOf(result: Result): Score {
  const open = sum(result.exercises.map((exercise) => scoreOfExercise(exercise).open));
  return { points: result.points, maxPoints: result.maxPoints, open };
}

/** Units in the order in which they first appear. */
export function unitsOf(result: Result): Unit[] {
  const byUnit = Map.groupBy(result.exercises, (exercise) => unitId(exercise.id));
  return [...byUnit].map(([id, exercises]) => {
    const scores = exercises.map(scoreOfExercise);
    const total = (key: keyof Score) => sum(scores.map((score) => score[key]));
    return { id, exercises, points: total("points"), maxPoints: total("maxPoints"), open: total("open") };
  });
}

/** The points, or a dash where all that there was to earn is open: never a zero. */
export function earned({ points, maxPoints, open }: Score): string {
  return open > 0 && open >= maxPoints ? "–" : rounded(points);
}

/** Earned share of what could be decided, in [0, 1]; undefined when nothing could. */
export function shareOf(score: Score): number | undefined {
  const decided = score.maxPoints - score.open;
  return decided > 0 ? Math.min(1, score.points / decided) : undefined;
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
  const words = id.replaceAll("-", " ").replace(/^(\d+ )/, "");
  return id.slice(0, id.length - words.length).replace("-", " ") + words.charAt(0).toUpperCase() + words.slice(1);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
