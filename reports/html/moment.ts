/** The day and the time of an instant, in UTC: a trail is read by people in several places. */
import type { Language } from "../texts/language.ts";

/** `28 November 2026` */
export function dayOf({ tag }: Pick<Language, "tag">, instant: string): string {
  return new Intl.DateTimeFormat(localeOf(tag), { dateStyle: "long", timeZone: "UTC" }).format(new Date(instant));
}

/** `09:05` */
export function timeOf({ tag }: Pick<Language, "tag">, instant: string): string {
  return new Intl.DateTimeFormat(localeOf(tag), { timeStyle: "short", timeZone: "UTC" }).format(new Date(instant));
}

/** British order of dates, as in texts/writing.ts. */
function localeOf(tag: string): string {
  return tag === "en" ? "en-GB" : tag;
}
