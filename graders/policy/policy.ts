/**
 * From graded results to the mark in the gradebook: what `policy.json` beside the submissions may say.
 *
 * Its JSON Schema is specs/schema/policy.schema.json, its manual docs/policies.md. Everything may be left out: the policy
 * of an empty file takes the last attempt and gives its share of the points as a mark out of 100.
 */
import type { Visibility } from "#graders/result/result.ts";

export interface Policy {
  /** IANA name of the zone in which days begin and end: `Europe/Berlin`. */
  readonly timeZone?: string;
  /** A date, until whose end one may hand in, or a moment with its zone. */
  readonly due?: string;
  /** How long after it nothing is taken off. */
  readonly grace?: Duration;
  readonly late?: LatePolicy;
  /** By person: until when, or how many days more. */
  readonly extensions?: Readonly<Record<string, string | number>>;
  /** Which attempt counts, as a whole; the last when left out. */
  readonly attempt?: AttemptRule;
  /** By unit, exercise or item. Without weights, points are added up. */
  readonly weights?: Readonly<Record<string, number>>;
  /** How many exercises may be left out where that is better: by unit, or `all`. */
  readonly drop?: Readonly<Record<string, number>>;
  readonly bonus?: BonusPolicy;
  /** What people mark: an essay, a talk. */
  readonly items?: readonly Item[];
  readonly scale?: Scale;
  /** No mark is above it. */
  readonly cap?: number;
  /** From when a student sees checks of each kind in full. */
  readonly visibility?: Readonly<Partial<Record<Visibility, From>>>;
}

export type AttemptRule = "best" | "last" | "first";

/** Days are those of the calendar, 23 or 25 hours long when clocks change. */
export interface Duration {
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
}

export interface LatePolicy {
  /** Of what was earned, for each day or hour that has begun since the due date. */
  readonly share?: number;
  readonly per?: "day" | "hour";
  /** The most that is taken off; 1 when left out. */
  readonly most?: number;
  /** What is handed in after it does not count: a date, a moment, or a time after the due date. */
  readonly closes?: string | Duration;
}

export interface BonusPolicy {
  /** Exercises or units that add to the mark and not to what can be earned. */
  readonly exercises: readonly string[];
  /** The most that they add, in marks. */
  readonly most?: number;
}

export interface Item {
  readonly id: string;
  readonly title: string;
  /** The maximum; of an item with criteria it is the sum of theirs. */
  readonly points?: number;
  readonly criteria?: readonly Criterion[];
  /** False where nothing is handed in, as for a talk: lateness does not touch it. */
  readonly handedIn?: boolean;
}

export interface Criterion {
  readonly id: string;
  readonly title: string;
  readonly points: number;
  /** What so many points stand for. Points in between may be given. */
  readonly levels?: readonly Level[];
}

export interface Level {
  readonly title: string;
  readonly points: number;
}

export interface Scale {
  /** The mark for everything; 100 when left out. */
  readonly maximum?: number;
  readonly round?: Rounding;
}

export interface Rounding {
  /** 0.5: to halves. */
  readonly to: number;
  readonly rule?: RoundingRule;
}

export type RoundingRule = "half-up" | "half-even" | "up" | "down";

/** `due` and `closed` are those of the person, extension included; otherwise a date (from its end) or a moment. */
export type From = "always" | "due" | "closed" | "never" | (string & {});

/** What finalGrade needs to know of a person; a row of the roster has more. */
export interface PolicyPerson {
  readonly id: string;
  /** As it stands in the roster: a date, a moment, or a number of days. */
  readonly extension?: string | number;
}

export function maximumOf({ points, criteria }: Item): number {
  return points ?? (criteria ?? []).reduce((sum, criterion) => sum + criterion.points, 0);
}
