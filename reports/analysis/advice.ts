/** What to look at, drawn from the figures by rules: which check to mend, and what to teach again. */
import type { Analysis, CheckFigures, ExerciseFigures } from "./analysis.ts";
import type { MistakeCount } from "./mistakes.ts";
import * as thresholds from "./thresholds.ts";

/**
 * suspect: the weak pass it more often than the strong. weak: it hardly tells them apart. never: nobody passes it.
 * undecided: it often gives no verdict. apart: the exercises go together better without this one.
 */
export type Mend =
  | { readonly kind: "suspect" | "weak"; readonly exercise: ExerciseFigures; readonly check: CheckFigures; readonly value: number } // prettier-ignore
  | { readonly kind: "never" | "undecided"; readonly exercise: ExerciseFigures; readonly check: CheckFigures } // prettier-ignore
  | { readonly kind: "apart"; readonly exercise: ExerciseFigures; readonly value: number };

export type Teach =
  | { readonly kind: "hard"; readonly exercise: ExerciseFigures; readonly value: number }
  | { readonly kind: "mistake"; readonly exercise: ExerciseFigures; readonly mistake: MistakeCount };

export interface Advice {
  readonly mend: readonly Mend[];
  readonly teach: readonly Teach[];
  /** Checks that all pass: nothing to mend, and nothing that they tell. */
  readonly always: readonly { readonly exercise: ExerciseFigures; readonly checks: readonly CheckFigures[] }[];
}

const order: readonly Mend["kind"][] = ["suspect", "never", "undecided", "weak", "apart"];

/** The most urgent first. */
export function adviceOf({ exercises, reliability }: Analysis): Advice {
  const mend = exercises.flatMap((exercise) => [
    ...exercise.checks.flatMap((check) => mendCheck(exercise, check)),
    ...mendExercise(exercise, reliability?.alpha),
  ]);
  return {
    mend: mend.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || severity(a) - severity(b)),
    always: exercises
      .map((exercise) => ({ exercise, checks: exercise.checks.filter(passedByAll) }))
      .filter(({ checks }) => checks.length > 0),
    teach: exercises.flatMap(teachAgain).toSorted((a, b) => urgency(b) - urgency(a)),
  };
}

/** One piece of advice for a check: the first that holds. */
function mendCheck(exercise: ExerciseFigures, check: CheckFigures): Mend[] {
  const { count, undecided, difficulty, discrimination, upperLower } = check;
  if (undecided > 0 && undecided / (count + undecided) >= thresholds.undecided)
    return [{ kind: "undecided", exercise, check }];
  if (count < thresholds.fewest || difficulty === undefined) return [];
  if (difficulty === 1) return [];
  if (difficulty === 0) return [{ kind: "never", exercise, check }];
  if (discrimination !== undefined && discrimination < thresholds.negative(count))
    return [{ kind: "suspect", exercise, check, value: discrimination }];
  const tells = count >= thresholds.few && difficulty >= thresholds.telling.from && difficulty <= thresholds.telling.to;
  return tells && upperLower !== undefined && upperLower < thresholds.discrimination.marginal
    ? [{ kind: "weak", exercise, check, value: upperLower }]
    : [];
}

function passedByAll({ count, difficulty }: CheckFigures): boolean {
  return count >= thresholds.fewest && difficulty === 1;
}

function mendExercise(exercise: ExerciseFigures, alpha: number | undefined): Mend[] {
  const { alphaWithout } = exercise;
  const rises = alpha !== undefined && alphaWithout !== undefined && alphaWithout - alpha >= thresholds.betterWithout;
  return rises ? [{ kind: "apart", exercise, value: alphaWithout }] : [];
}

function teachAgain(exercise: ExerciseFigures): Teach[] {
  const { difficulty, count, mistakes } = exercise;
  const isHard = count >= thresholds.fewest && difficulty !== undefined && difficulty < thresholds.hard;
  const common = mistakes.filter(
    ({ count, of }) => count >= thresholds.common.people && count / of >= thresholds.common.share,
  );
  return [
    ...(isHard ? [{ kind: "hard" as const, exercise, value: difficulty }] : []),
    ...common.map((mistake) => ({ kind: "mistake" as const, exercise, mistake })),
  ];
}

/** Lower is worse: of two checks that discriminate little, the one that does so less comes first. */
function severity(mend: Mend): number {
  return "value" in mend && mend.kind !== "apart" ? mend.value : 0;
}

/** The share of the class that it concerns. */
function urgency(teach: Teach): number {
  return teach.kind === "hard" ? 1 - teach.value : teach.mistake.count / teach.mistake.of;
}
