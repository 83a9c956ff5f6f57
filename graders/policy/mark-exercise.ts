/** Points of one exercise of one attempt: the automatic ones, then a person's in their place or on top, then lateness. */
import type { ExerciseResult } from "#graders/result/result.ts";
import { Fraction } from "./fraction.ts";
import type { ExerciseGrade } from "./grade.ts";
import { leftOutFor, type LeftOut } from "./left-out.ts";
import type { ManualEntry } from "./manual.ts";
import { unitOf } from "./names.ts";

export type Marked = Omit<ExerciseGrade, "weight" | "dropped" | "bonus" | "earned"> & {
  readonly exactEarned: Fraction;
};

/** @param full - all points of the exercise, where another attempt tells; 0 where nothing does. */
export function markExercise(
  exercise: ExerciseResult,
  {
    byHand,
    factor,
    full,
  }: { readonly byHand?: ManualEntry | undefined; readonly factor: Fraction; readonly full: number },
): Marked {
  const { id, title, status, points, maxPoints } = exercise;
  const undecided = undecidedPoints(exercise);
  const head = {
    id,
    title,
    unit: unitOf(id),
    status,
    automatic: { points, maximum: maxPoints },
    undecided,
    ...(byHand ? { byHand } : {}),
  };
  const given = pointsWith(byHand, exercise, full);
  const leftOut = given.maximum > 0 ? undefined : whyLeftOut(exercise, byHand);
  return {
    ...head,
    ...given,
    exactEarned: Fraction.of(given.points).times(factor),
    ...(leftOut === undefined ? {} : leftOutFor(leftOut, byHand?.by)),
  };
}

/** All points of its checks, those that could not be decided as well. */
export function fullPoints(exercise: ExerciseResult): number {
  return exercise.maxPoints + undecidedPoints(exercise);
}

function undecidedPoints({ checks }: ExerciseResult): number {
  return checks
    .filter(({ status }) => status === "inconclusive" || status === "not graded")
    .reduce((sum, { maxPoints }) => sum + maxPoints, 0);
}

function pointsWith(
  byHand: ManualEntry | undefined,
  { points, maxPoints }: ExerciseResult,
  full: number,
): { readonly points: number; readonly maximum: number } {
  // Whoever sets the points has looked at all of it, at what could not be decided too.
  if (byHand?.mode === "set") return { points: byHand.points, maximum: byHand.maximum ?? full };
  const added = byHand
    ? Fraction.of(points).plus(Fraction.of(byHand.points)).atLeast(Fraction.zero).toNumber()
    : points;
  return maxPoints > 0 ? { points: added, maximum: maxPoints } : { points: 0, maximum: 0 };
}

function whyLeftOut({ status, checks }: ExerciseResult, byHand: ManualEntry | undefined): LeftOut {
  if (byHand?.mode === "set") return "no maximum";
  const hasNone = status !== "not graded" && checks.length > 0 && checks.every(({ maxPoints }) => maxPoints === 0);
  return hasNone ? "no points" : "not graded";
}
