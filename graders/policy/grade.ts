/** A final grade with every step on the way to it, as data: what a page shows and `explain` prints. */
import type { ExerciseStatus } from "#graders/result/result.ts";
import type { Reason } from "./choose.ts";
import type { Extension } from "./deadline.ts";
import type { Lateness } from "./lateness.ts";
import type { LeftOut } from "./left-out.ts";
import type { ManualEntry } from "./manual.ts";

/**
 * graded: there is a mark. pending: something is still to be marked by hand. not graded: nothing could be graded, which is
 * our fault and no zero. missing: nothing was handed in.
 */
export type GradeState = "graded" | "pending" | "not graded" | "missing";

export interface FinalGrade {
  readonly state: GradeState;
  /** For the gradebook. Only where the state is `graded`. */
  readonly mark?: number;
  /** What the mark would be without all that is still to be marked. Only where the state is `pending`; for no gradebook. */
  readonly soFar?: number;
  /** The mark for everything; a bonus may go above it. */
  readonly maximum: number;
  readonly due?: DueDate;
  /** All, in order; one of them counts. */
  readonly attempts: readonly AttemptGrade[];
  /** Those of the attempt that counts. */
  readonly exercises: readonly ExerciseGrade[];
  readonly items: readonly ItemGrade[];
  /** How shares became a mark; absent where nothing could be graded. */
  readonly total?: Total;
  /** Sentences about what somebody should look at: entries without a place, extensions that can't be read. */
  readonly notes: readonly string[];
}

/** A time as the policy gives it: the last millisecond of a day, or a moment. */
export interface PolicyMoment {
  readonly inWords: string;
  /** The policy's time zone. */
  readonly zone: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** The last millisecond that is in time. */
export interface DueDate extends PolicyMoment {
  readonly extension?: Extension;
}

export interface AttemptGrade {
  readonly attempt: number;
  readonly submission: string;
  readonly submittedAt?: string;
  /** What is earned is multiplied by its factor, in [0, 1]. */
  readonly lateness: Omit<Lateness, "factor"> & { readonly factor: number };
  /** What it would give, before the cap and rounding; absent where nothing of it could be graded. */
  readonly value?: number;
  readonly counts: boolean;
  /** Why it counts, or doesn't. */
  readonly why: Reason;
  /** The same as a sentence. */
  readonly reason: string;
}

/** What exercises and items have in common: so much of the mark. */
export interface Part {
  readonly id: string;
  readonly title: string;
  /** Points before lateness; people's in place of the automatic ones where they gave some. */
  readonly points: number;
  readonly maximum: number;
  /** `points` times the factor of lateness. */
  readonly earned: number;
  /** Which share of the mark it makes up, in [0, 1]. Of a bonus: how much it can add. 0 where it is dropped or left out. */
  readonly weight: number;
  readonly dropped: boolean;
  /** Why it is on neither side of the mark; never for the sake of a low score. */
  readonly leftOutFor?: LeftOut;
  /** The same as a sentence. */
  readonly leftOut?: string;
}

export interface ExerciseGrade extends Part {
  readonly unit: string;
  readonly status: ExerciseStatus;
  readonly bonus: boolean;
  readonly automatic: { readonly points: number; readonly maximum: number };
  /** Points of checks that could not be decided: outside the maximum. */
  readonly undecided: number;
  readonly byHand?: ManualEntry;
}

export interface ItemGrade extends Part {
  readonly pending: boolean;
  readonly factor: number;
  readonly byHand?: ManualEntry;
  readonly criteria: readonly CriterionGrade[];
}

export interface CriterionGrade {
  readonly id: string;
  readonly title: string;
  readonly maximum: number;
  /** Absent while it is still to be marked. */
  readonly points?: number;
  /** The level of the rubric that has so many points. */
  readonly level?: string;
  readonly byHand?: ManualEntry;
}

/** In marks, in the order in which they are worked out. */
export interface Total {
  /** Σ weight · earned / maximum over what counts, times the maximum mark. */
  readonly regular: number;
  readonly bonus: number;
  /** What of the bonus is above its most. */
  readonly bonusCut: number;
  readonly byHand?: ManualEntry;
  /** After the points that somebody gave to the whole, before cap and rounding. */
  readonly before: number;
  readonly capped: boolean;
  readonly mark: number;
}
