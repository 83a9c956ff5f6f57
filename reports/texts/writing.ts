/** How a language writes numbers, shares, dates and lists. */
export type LanguageTag = "en" | "de";

export interface Writing {
  /** `1,291.5`: at most two decimals. */
  readonly number: (value: number) => string;
  /** `47%`, of a share in [0, 1]; no decimals. */
  readonly percent: (share: number) => string;
  /** `28 November 2026 at 10:15`, of an instant in ISO 8601. */
  readonly date: (instant: string, timeZone?: string) => string;
  /** `a, b and c`. */
  readonly list: (items: readonly string[]) => string;
  /** `1 point`, `2.5 points`: the number with the noun that goes with it. */
  readonly counted: (count: number, one: string, other: string) => string;
}

export function writingOf(tag: LanguageTag): Writing {
  // British order of dates: day before month can't be misread where both are numbers.
  const locale = tag === "en" ? "en-GB" : tag;
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const shares = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  const lists = new Intl.ListFormat(locale, { type: "conjunction" });
  const plurals = new Intl.PluralRules(locale);
  return {
    number: (value) => numbers.format(value),
    percent: (share) => shares.format(share),
    date: (instant, timeZone = "UTC") =>
      new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone }).format(new Date(instant)),
    list: (items) => lists.format(items),
    counted: (count, one, other) => `${numbers.format(count)} ${plurals.select(count) === "one" ? one : other}`,
  };
}
