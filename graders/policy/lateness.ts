/** How late an attempt is, and what share of its points counts. */
import type { Attempt } from "./attempt.ts";
import type { Deadline } from "./deadline.ts";
import { Fraction } from "./fraction.ts";
import { daysAfter, endOf, instantInWords, readMoment, wholeDaysSince } from "./moment.ts";
import type { LatePolicy } from "./policy.ts";
import { counted, percent } from "./words.ts";

export interface Lateness {
  /** `unknown`: the platform gave no time that can be read. */
  readonly state: "in time" | "in grace" | "late" | "closed" | "unknown";
  /** Days or hours that had begun, where they cost something. */
  readonly started?: number;
  readonly factor: Fraction;
  readonly inWords: string;
}

export function latenessOf(attempt: Attempt, deadline: Deadline | undefined, late: LatePolicy = {}): Lateness {
  if (!deadline) return { state: "in time", factor: Fraction.one, inWords: "There is no due date." };
  const submitted = attempt.submittedAt === undefined ? undefined : readMoment(attempt.submittedAt);
  if (submitted?.kind !== "instant") return withoutTime(attempt, deadline, late);
  const at = submitted.instant;
  if (at <= deadline.dueAt) return { state: "in time", factor: Fraction.one, inWords: "Handed in in time." };
  const after = `Handed in ${timeSince(deadline, at)} after the due date`;
  if (at <= deadline.graceEndsAt)
    return { state: "in grace", factor: Fraction.one, inWords: `${after}, within the grace period.` };
  const { closesAt, zone } = deadline;
  if (closesAt !== undefined && at > closesAt)
    return {
      state: "closed",
      factor: Fraction.zero,
      inWords: `${after}. Nothing counts that is handed in after ${instantInWords(closesAt, zone)}.`,
    };
  return penalty(startedUnits(deadline, at, late), after, late);
}

/** Of what may have happened, the kindest: a platform's "late" is one day or hour, or nothing where an extension may cover it. */
function withoutTime({ late: flagged, submittedAt }: Attempt, { extension }: Deadline, late: LatePolicy): Lateness {
  const unknown =
    submittedAt === undefined
      ? "When it was handed in is not known"
      : `When it was handed in, ${JSON.stringify(submittedAt)}, is not a time with its zone`;
  if (!flagged) return { state: "unknown", factor: Fraction.one, inWords: `${unknown}; it counts as in time.` };
  if (extension)
    return {
      state: "unknown",
      factor: Fraction.one,
      inWords: `${unknown}, only that it was late; with the extension it counts as in time.`,
    };
  return { ...penalty(1, `${unknown}, only that it was late`, late), state: "unknown" };
}

function startedUnits({ due, dueAt, zone }: Deadline, at: number, { per }: LatePolicy): number {
  // A day that ends at this very millisecond has begun, and the next has not.
  return per === "hour" ? Math.ceil((at - dueAt) / hour) : wholeDaysSince(due, at - 1, zone) + 1;
}

function penalty(started: number, after: string, { share, per = "day", most = 1 }: LatePolicy): Lateness {
  if (share === undefined) return { state: "late", factor: Fraction.one, inWords: `${after}, which costs nothing.` };
  const asked = Fraction.of(share).times(Fraction.of(started));
  const taken = asked.atMost(Fraction.of(most)).atMost(Fraction.one);
  const atMost = taken.compare(asked) < 0 ? `, at most ${percent(taken)}` : "";
  const factor = Fraction.one.minus(taken);
  return {
    state: "late",
    started,
    factor,
    inWords: `${after}: ${counted(started, `started ${per}`)} at ${percent(Fraction.of(share))} each${atMost}, so ${percent(factor)} of the points count.`,
  };
}

const minute = 60_000;
const hour = 60 * minute;

/** Its two largest units: `2 days 3 hours`, `12 minutes`. */
function timeSince({ due, zone }: Deadline, at: number): string {
  const days = wholeDaysSince(due, at, zone);
  const rest = at - endOf(daysAfter(due, days, zone), zone);
  const units = [
    counted(days, "day"),
    counted(Math.floor(rest / hour), "hour"),
    counted(Math.floor((rest % hour) / minute), "minute"),
    counted(Math.floor((rest % minute) / 1000), "second"),
  ];
  const first = units.findIndex((each) => !each.startsWith("0 "));
  if (first === -1) return "less than a second";
  return units
    .slice(first, first + 2)
    .filter((each) => !each.startsWith("0 "))
    .join(" ");
}
