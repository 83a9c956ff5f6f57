/** Dates and moments that people and platforms write, as ISO 8601. */

const written = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:[.,](\d{1,9}))?)?\s*(Z|UTC|[+-]\d\d:?\d\d)?$/i;

/**
 * A date (`2026-03-01`) or a moment (`2026-03-01 23:59`, `2026-03-01T23:59:00+01:00`) in ISO 8601, as exact as it was written:
 * without a zone it stays without. Undefined for anything else; 01/03/2026 means two days, so it means none here.
 */
export function momentOf(text: unknown): string | undefined {
  if (typeof text !== "string") return undefined;
  const [, date, time, fraction, zone] = written.exec(text.trim()) ?? [];
  if (date === undefined || (time === undefined && zone !== undefined)) return undefined;
  const milliseconds = fraction === undefined ? "" : `.${fraction.slice(0, 3).padEnd(3, "0")}`;
  const offset = zone === undefined ? "" : /^(?:z|utc)$/i.test(zone) ? "Z" : zone.replace(/^(...)(\d\d)$/, "$1:$2");
  const moment =
    time === undefined ? date : `${date}T${time}${time.length === 5 && fraction ? ":00" : ""}${milliseconds}${offset}`;
  const isCalendarDay = new Date(`${date}T00:00:00Z`).toJSON()?.startsWith(date);
  return isCalendarDay && !Number.isNaN(Date.parse(moment)) ? moment : undefined;
}

/** The instant at which a moment is over: a date ends with its day. What has no zone is in UTC, the same on every machine. */
export function endOf(moment: string): Date {
  const [, time] = moment.split("T");
  const hasZone = time !== undefined && /(?:Z|[+-]\d\d:\d\d)$/.test(time);
  return new Date(`${moment}${time === undefined ? "T23:59:59" : ""}${hasZone ? "" : "Z"}`);
}

/** More time for one person: a moment, or a number of days (`3`, `+2 days`). */
export function extensionOf(text: string): string | number | undefined {
  const days = /^\+?\s*(\d{1,3}(?:\.\d{1,2})?)\s*(?:d|days?)?$/i.exec(text.trim())?.[1];
  return days === undefined ? momentOf(text) : Number(days);
}
