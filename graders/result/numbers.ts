/** Numbers for readers: nine significant digits, and never two that differ printed alike. Numbers as in a result document. */

/** Enough to see a difference of one part in a million. */
const shownDigits = 9;

/** The number with at most nine significant digits; what JSON holds as text stays as it is. */
export function shortNumber(value: number | string, digits = shownDigits): string {
  if (typeof value === "string") return value;
  return Object.is(value, -0) ? "-0" : String(Number(value.toPrecision(digits)));
}

/** Two numbers that differ: short unless that would make them look the same. */
export function apart(pair: { readonly expected: number | string; readonly actual: number | string }): {
  expected: string;
  actual: string;
} {
  const short = { expected: shortNumber(pair.expected), actual: shortNumber(pair.actual) };
  return short.expected === short.actual ? { expected: String(pair.expected), actual: String(pair.actual) } : short;
}
