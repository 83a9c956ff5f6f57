/** `+2`, `−3`, `±0`, with the true minus sign. */
import type { Language } from "../texts/language.ts";

export function signedPoints({ number }: Pick<Language, "number">, points: number): string {
  const size = number(Math.abs(points));
  return points > 0 ? `+${size}` : points < 0 ? `−${size}` : "±0";
}
