/** The mark that one attempt would give. */
import type { Attempt } from "./attempt.ts";
import { Fraction } from "./fraction.ts";
import type { ExerciseGrade, ItemGrade, Part } from "./grade.ts";
import { leftOutFor } from "./left-out.ts";
import type { ManualEntry } from "./manual.ts";
import { markExercise } from "./mark-exercise.ts";
import type { MarkedItem } from "./mark-item.ts";
import type { Policy } from "./policy.ts";
import { weigh, type Weights } from "./weigh.ts";

export interface AttemptMark {
  readonly exercises: readonly ExerciseGrade[];
  readonly items: readonly ItemGrade[];
  /** In marks, before anything that was given to the whole; absent where nothing could be graded. */
  readonly value?: { readonly regular: Fraction; readonly bonus: Fraction; readonly bonusCut: Fraction };
}

export interface MarkingOptions {
  readonly policy: Policy;
  readonly factor: Fraction;
  /** Entries in force that are about this attempt, the oldest first. */
  readonly manual: readonly ManualEntry[];
  readonly items: readonly MarkedItem[];
  /** All points of each exercise, as far as any attempt tells. */
  readonly full: ReadonlyMap<string, number>;
}

export function markAttempt({ result }: Attempt, { policy, factor, manual, items, full }: MarkingOptions): AttemptMark {
  const exercises = result.exercises.map((exercise) => {
    const byHand = manual.findLast((entry) => entry.exercise === exercise.id);
    return markExercise(exercise, { byHand, factor, full: full.get(exercise.id) ?? 0 });
  });
  const scored = [
    ...exercises.map((one) => ({ ...scoredOf(one), kind: "exercise" as const })),
    ...items.map((one) => ({ ...scoredOf(one), kind: "item" as const })),
  ];
  const { of, regular, bonus } = weigh(scored, policy);
  const maximum = Fraction.of(policy.scale?.maximum ?? 100);
  const bonusMarks = bonus.times(maximum);
  const bonusKept = policy.bonus?.most === undefined ? bonusMarks : bonusMarks.atMost(Fraction.of(policy.bonus.most));
  return {
    exercises: exercises.map((one, at) => ({ ...finished(one, of[at]!), bonus: of[at]!.bonus })),
    items: items.map((one, at) => finished(one, of[exercises.length + at]!)),
    ...(regular && {
      value: { regular: regular.times(maximum), bonus: bonusKept, bonusCut: bonusMarks.minus(bonusKept) },
    }),
  };
}

type Scorable = Pick<Part, "id" | "maximum" | "leftOut"> & { readonly exactEarned: Fraction };

function scoredOf({ id, exactEarned, maximum, leftOut }: Scorable) {
  return { id, earned: exactEarned, maximum: Fraction.of(maximum), leftOut: leftOut !== undefined };
}

function finished<One extends Scorable>({ exactEarned, ...one }: One, { weight, dropped, weightless }: Weights) {
  return {
    ...one,
    earned: exactEarned.toNumber(),
    weight: weight.toNumber(),
    dropped,
    ...(weightless ? leftOutFor("no weight") : {}),
  };
}
