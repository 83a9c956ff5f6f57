/** How late an attempt is, and what share of its points counts. */
import type { Attempt } from "./attempt.ts";
import type { Deadline } from "./deadline.ts";
import { Fraction } from "./fraction.ts";
import { latenessInWords, type LatenessFacts, type Penalty, type Span } from "./lateness-words.ts";
import { daysAfter, endOf, instantInWords, readMoment, wholeDaysSince } from "./moment.ts";
import type { LatePolicy } from "./policy.ts";

export interface Lateness {
  /** `unknown`: the platform gave no time that can be read. */
  readonly state: "in time" | "in grace" | "late" | "closed" | "unknown";
  /** Days or hours that had begun, where they cost something. */
  readonly started?: number;
  readonly factor: Fraction;
  /** What the sentence says. */
  readonly facts: LatenessFacts;
  readonly inWords: string;
}

export function latenessOf(attempt: Attempt, deadline: Deadline | undefined, late: LatePolicy = {}): Lateness {
  if (!deadline) return told({ what: "no due date" }, { state: "in time", factor: Fraction.one });
  const submitted = attempt.submittedAt === undefined ? undefined : readMoment(attempt.submittedAt);
  if (submitted?.kind !== "instant") return withoutTime(attempt, deadline, late);
  const at = submitted.instant;
  if (at <= deadline.dueAt) return told({ what: "in time" }, { state: "in time", factor: Fraction.one });
  const after = timeSince(deadline, at);
  if (at <= deadline.graceEndsAt) return told({ what: "in grace", after }, { state: "in grace", factor: Fraction.one });
  const { closesAt, zone } = deadline;
  if (closesAt !== undefined && at > closesAt) {
    const closed = instantInWords(closesAt, zone);
    return told({ what: "closed", after, closed }, { state: "closed", factor: Fraction.zero });
  }
  const { penalty, ...cost } = costOf(startedUnits(deadline, at, late), late);
  return told({ what: "late", after, penalty }, { state: "late", ...cost });
}

/** Of what may have happened, the kindest: a platform's "late" is one day or hour, or nothing where an extension may cover it. */
function withoutTime({ late: flagged, submittedAt }: Attempt, { extension }: Deadline, late: LatePolicy): Lateness {
  const given = submittedAt === undefined ? {} : { given: submittedAt };
  if (!flagged || extension)
    return told({ what: flagged ? "covered" : "unknown", ...given }, { state: "unknown", factor: Fraction.one });
  const { penalty, ...cost } = costOf(1, late);
  return told({ what: "flagged", ...given, penalty }, { state: "unknown", ...cost });
}

function told(facts: LatenessFacts, rest: Pick<Lateness, "state" | "started" | "factor">): Lateness {
  return { ...rest, facts, inWords: latenessInWords(facts) };
}

function startedUnits({ due, dueAt, zone }: Deadline, at: number, { per }: LatePolicy): number {
  // A day that ends at this very millisecond has begun, and the next has not.
  return per === "hour" ? Math.ceil((at - dueAt) / hour) : wholeDaysSince(due, at - 1, zone) + 1;
}

interface Cost extends Pick<Lateness, "started" | "factor"> {
  readonly penalty: Penalty | null;
}

function costOf(started: number, { share, per = "day", most = 1 }: LatePolicy): Cost {
  if (share === undefined) return { factor: Fraction.one, penalty: null };
  const asked = Fraction.of(share).times(Fraction.of(started));
  const taken = asked.atMost(Fraction.of(most)).atMost(Fraction.one);
  const reached = taken.compare(asked) < 0 ? { most: taken.toNumber() } : {};
  const factor = Fraction.one.minus(taken);
  return { started, factor, penalty: { started, per, each: share, ...reached, counts: factor.toNumber() } };
}

const minute = 60_000;
const hour = 60 * minute;

function timeSince({ due, zone }: Deadline, at: number): Span {
  const days = wholeDaysSince(due, at, zone);
  const rest = at - endOf(daysAfter(due, days, zone), zone);
  const units = [
    { count: days, unit: "day" },
    { count: Math.floor(rest / hour), unit: "hour" },
    { count: Math.floor((rest % hour) / minute), unit: "minute" },
    { count: Math.floor((rest % minute) / 1000), unit: "second" },
  ] as const;
  const first = units.findIndex(({ count }) => count > 0);
  return first === -1 ? [] : units.slice(first, first + 2).filter(({ count }) => count > 0);
}
