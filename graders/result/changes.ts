/** What a regrade would change: for each submission by how much, in which exercises, through which checks. */
import type { CheckResult, CheckStatus, ExerciseResult, Result } from "#graders/result/result.ts";

export interface CheckChange {
  /** The check's name; of a check that is new, or no longer there, one side is missing. */
  readonly name: string;
  readonly before?: CheckOutcome;
  readonly after?: CheckOutcome;
}

export interface CheckOutcome {
  readonly status: CheckStatus;
  readonly points: number;
  readonly maxPoints: number;
}

export interface ExerciseChange {
  readonly id: string;
  readonly before: Score;
  readonly after: Score;
  readonly checks: readonly CheckChange[];
}

export interface Score {
  readonly points: number;
  readonly maxPoints: number;
}

export interface SubmissionChange {
  readonly submission: string;
  readonly before: Score;
  readonly after: Score;
  readonly exercises: readonly ExerciseChange[];
}

const nothing: Score = { points: 0, maxPoints: 0 };

/** @returns nothing when every check came out as before. */
export function changeBetween(before: Result, after: Result): SubmissionChange | undefined {
  const [then, now] = [byId(before), byId(after)];
  const exercises = [...new Set([...then.keys(), ...now.keys()])]
    .toSorted()
    .flatMap((id) => exerciseChange(id, then.get(id), now.get(id)) ?? []);
  if (exercises.length === 0) return undefined;
  return { submission: after.submission.id, before: scoreOf(before), after: scoreOf(after), exercises };
}

function exerciseChange(id: string, before?: ExerciseResult, after?: ExerciseResult): ExerciseChange | undefined {
  const [then, now] = [byName(before), byName(after)];
  const checks = [...new Set([...then.keys(), ...now.keys()])].flatMap((name) => {
    const [one, other] = [outcomeOf(then.get(name)), outcomeOf(now.get(name))];
    return JSON.stringify(one) === JSON.stringify(other)
      ? []
      : [{ name, ...(one ? { before: one } : {}), ...(other ? { after: other } : {}) }];
  });
  const [from, to] = [before ? scoreOf(before) : nothing, after ? scoreOf(after) : nothing];
  const same = from.points === to.points && from.maxPoints === to.maxPoints && before?.status === after?.status;
  return same && checks.length === 0 ? undefined : { id, before: from, after: to, checks };
}

function byId({ exercises }: Result): Map<string, ExerciseResult> {
  return new Map(exercises.map((exercise) => [exercise.id, exercise]));
}

function byName(exercise: ExerciseResult | undefined): Map<string, CheckResult> {
  return new Map(exercise?.checks.map((check) => [check.name, check]));
}

function outcomeOf(check: CheckResult | undefined): CheckOutcome | undefined {
  return check && { status: check.status, points: check.points, maxPoints: check.maxPoints };
}

function scoreOf({ points, maxPoints }: Score): Score {
  return { points, maxPoints };
}
