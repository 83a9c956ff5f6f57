/** Until when one person may hand in: the due date with the extension that reaches furthest. */
import type { LatePolicy, Policy, PolicyPerson } from "./policy.ts";
import { daysAfter, endAfter, endOf, momentInWords, readMoment, type Moment } from "./moment.ts";

export interface Deadline {
  readonly zone: string;
  readonly due: Moment;
  /** The last millisecond that is in time. */
  readonly dueAt: number;
  readonly graceEndsAt: number;
  /** The last millisecond at which something is handed in that counts; absent where there is no end. */
  readonly closesAt?: number;
  readonly inWords: string;
  readonly extension?: Extension;
  /** What was asked for and could not be understood, in sentences. */
  readonly notes: readonly string[];
}

/** What moved the due date. */
export interface Extension {
  readonly from: "policy" | "roster";
  /** The due date of everybody else, in words. */
  readonly inPlaceOf: string;
  /** ISO 8601, UTC. */
  readonly inPlaceOfAt: string;
}

interface Asked {
  readonly from: "policy" | "roster";
  readonly text: string | number;
  /** Undefined where the text is no time. */
  readonly until: Moment | undefined;
}

/** Undefined where the policy has no due date. */
export function deadlineFor(policy: Policy, person?: PolicyPerson): Deadline | undefined {
  const { timeZone: zone = "UTC", grace = {}, late } = policy;
  const base = policy.due === undefined ? undefined : readMoment(policy.due);
  if (!base) return undefined;
  const asked = extensionsOf(person, policy).map((each) => ({ ...each, until: readExtension(each.text, base, zone) }));
  const extension = furthest(asked, base, zone);
  const due = extension?.until ?? base;
  const graceEndsAt = endAfter(due, grace, zone);
  const closesAt = closingOf(late?.closes, due, zone);
  return {
    zone,
    due,
    dueAt: endOf(due, zone),
    graceEndsAt,
    // An extension or a grace that reaches further keeps it open.
    ...(closesAt === undefined ? {} : { closesAt: Math.max(closesAt, graceEndsAt) }),
    inWords: momentInWords(due, zone),
    ...(extension ? { extension: extensionOf(extension, base, zone) } : {}),
    notes: asked.filter(({ until }) => !until).map(unreadable),
  };
}

function extensionOf({ from }: Asked, base: Moment, zone: string): Extension {
  return { from, inPlaceOf: momentInWords(base, zone), inPlaceOfAt: new Date(endOf(base, zone)).toISOString() };
}

function extensionsOf(person: PolicyPerson | undefined, { extensions = {} }: Policy): Omit<Asked, "until">[] {
  if (!person) return [];
  const { id, extension = "" } = person;
  return [
    ...(Object.hasOwn(extensions, id) ? [{ from: "policy" as const, text: extensions[id]! }] : []),
    ...(extension === "" ? [] : [{ from: "roster" as const, text: extension }]),
  ];
}

/** The one that ends last, if it is later than what holds for all. */
function furthest(asked: readonly Asked[], base: Moment, zone: string): (Asked & { until: Moment }) | undefined {
  const later = asked
    .filter((each): each is Asked & { until: Moment } => each.until !== undefined)
    .filter(({ until }) => endOf(until, zone) > endOf(base, zone));
  return later.toSorted((a, b) => endOf(b.until, zone) - endOf(a.until, zone))[0];
}

function closingOf(closes: LatePolicy["closes"], due: Moment, zone: string): number | undefined {
  if (closes === undefined) return undefined;
  if (typeof closes !== "string") return endAfter(due, closes, zone);
  const when = readMoment(closes);
  return when && endOf(when, zone);
}

/** Days more than the due date, as a number or a text (`3`, `3 days`), or a date or moment; undefined for anything else. */
export function readExtension(text: string | number, due: Moment, zone: string): Moment | undefined {
  const days = typeof text === "number" ? text : /^\s*(\d{1,4})(?:\s*days?)?\s*$/i.exec(text)?.[1];
  if (days === undefined) return readMoment(String(text).trim());
  return Number.isSafeInteger(Number(days)) && Number(days) >= 0 ? daysAfter(due, Number(days), zone) : undefined;
}

function unreadable({ from, text }: Asked): string {
  return `The extension in the ${from} is ${JSON.stringify(text)}, expected a date (2026-05-13), a moment with its zone (2026-05-13T18:00:00+02:00) or a number of days (3). It was not counted: write it so.`;
}
