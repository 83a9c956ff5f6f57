/** Shares of what was measured, rounded towards the side that flatters less: 100 % means all, 0 % means none. */
import type { Language } from "../texts/language.ts";

type Rounding = "floor" | "ceil";

/** `99.6%` of 0.99689, with at most so many decimals. @param rounding - floor where high is good, ceil where low is. */
export function measuredShare({ tag }: Language, share: number, rounding: Rounding, digits = 1): string {
  const format = new Intl.NumberFormat(tag === "en" ? "en-GB" : tag, {
    style: "percent",
    maximumFractionDigits: digits,
    roundingMode: rounding,
  });
  // 0.57 · 100 is 56.99999999999999, which would lose a digit that is there.
  return format.format(Number(share.toPrecision(12)));
}
