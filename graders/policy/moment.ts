/** Points in time as people write them in a policy: a date stands for the end of that day, a moment has its zone. */
import type { Duration } from "./policy.ts";
import { dayInMilliseconds, instantOf, wallTime } from "./zone.ts";

export type Moment =
  /** Midnight with which the day begins, as a wall time. */
  { readonly kind: "day"; readonly day: number } | { readonly kind: "instant"; readonly instant: number };

const date = /^\d{4}-\d\d-\d\d$/;
const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/;

/** Undefined for what is neither, or is no day of the calendar. */
export function readMoment(text: string): Moment | undefined {
  const day = Date.parse(`${text.slice(0, 10)}T00:00:00Z`);
  // Date.parse takes 30 February for 2 March.
  if (Number.isNaN(day) || new Date(day).toISOString().slice(0, 10) !== text.slice(0, 10)) return undefined;
  if (date.test(text)) return { kind: "day", day };
  const instant = moment.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(instant) ? undefined : { kind: "instant", instant };
}

/** The last millisecond that belongs to it. */
export function endOf(when: Moment, zone: string): number {
  return when.kind === "instant" ? when.instant : instantOf(when.day + dayInMilliseconds, zone) - 1;
}

/** So many days of the calendar later, at the same time on the wall. */
export function daysAfter(when: Moment, days: number, zone: string): Moment {
  const later = days * dayInMilliseconds;
  if (when.kind === "day") return { kind: "day", day: when.day + later };
  return {
    kind: "instant",
    instant: days === 0 ? when.instant : instantOf(wallTime(when.instant, zone) + later, zone),
  };
}

/** The end of a duration that begins with a moment: its days first, then its hours and minutes as time passes. */
export function endAfter(when: Moment, { days = 0, hours = 0, minutes = 0 }: Duration, zone: string): number {
  return endOf(daysAfter(when, days, zone), zone) + (hours * 60 + minutes) * 60_000;
}

/** How many days of the calendar have passed since a moment, all that is left over not counted. @param instant - not before it. */
export function wholeDaysSince(when: Moment, instant: number, zone: string): number {
  // Days are 23 to 25 hours long but for a few in history, so this starts below and counts up.
  let days = Math.max(0, Math.floor((instant - endOf(when, zone)) / dayInMilliseconds) - 1);
  while (endOf(daysAfter(when, days + 1, zone), zone) <= instant) days += 1;
  return days;
}

/** `2026-05-10 18:00 (Europe/Berlin)`; `the end of 2026-05-10 (Europe/Berlin)`. */
export function momentInWords(when: Moment, zone: string): string {
  if (when.kind === "day") return `the end of ${new Date(when.day).toISOString().slice(0, 10)} (${zone})`;
  return instantInWords(when.instant, zone);
}

/** To the second where it has seconds. */
export function instantInWords(instant: number, zone: string): string {
  const text = new Date(wallTime(instant, zone)).toISOString();
  const time = text.slice(17, 19) === "00" ? text.slice(11, 16) : text.slice(11, 19);
  return `${text.slice(0, 10)} ${time} (${zone})`;
}
