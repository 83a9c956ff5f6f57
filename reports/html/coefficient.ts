/** Coefficients between −1 and 1 as a page writes them. */
import type { Language } from "../texts/language.ts";

/** `0.83`, `−0.12`: two decimals always, so that a column lines up; a dash where there is none. */
export function coefficient(value: number | undefined, { tag }: Language): string {
  if (value === undefined) return "–";
  const format = new Intl.NumberFormat(tag === "en" ? "en-GB" : tag, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    signDisplay: "negative",
  });
  return format.format(value).replace("-", "−");
}
