/** Numbers and texts as they stand in the sentences of a grade. */
import type { Fraction } from "./fraction.ts";

/** At most two decimals. */
export function shown(value: Fraction | number): string {
  const number = typeof value === "number" ? value : value.toNumber();
  return String(Math.round(number * 100) / 100);
}

/** `12.5 %` of one eighth. */
export function percent(share: Fraction | number): string {
  return `${shown((typeof share === "number" ? share : share.toNumber()) * 100)} %`;
}

/** `1 day`, `2 days`. */
export function counted(count: number, noun: string): string {
  return `${shown(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** Comments and titles hold line breaks; a line of an explanation doesn't. */
export function onOneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
