/** How far off an entry may be, why, and how far off the worst one is, in sentences. */
import type { Difference, Lesson } from "#graders/result/result.ts";
import { shortNumber } from "#graders/result/numbers.ts";
import { sentenceCase } from "./words.ts";

/** Empty where the lesson says nothing of it. */
export function allowedInWords({ tolerance, differences = [] }: Lesson): string {
  if (tolerance === undefined) return "";
  const worst = differences
    .filter(({ difference }) => difference !== undefined)
    .toSorted((a, b) => badness(b) - badness(a))[0];
  return [`${sentenceCase(tolerance)}.`, ...(worst ? [offInWords(worst)] : [])].join(" ");
}

function offInWords({ at, difference = 0, allowed = 0 }: Difference): string {
  const off = `is off by ${brief(difference)}`;
  if (allowed === 0) return `${at === "" ? "The result" : `The entry at ${at}`} ${off}.`;
  return at === ""
    ? `Here that is ${brief(allowed)}, and the result ${off}.`
    : `At ${at} that is ${brief(allowed)}, and the entry ${off}.`;
}

function badness({ difference = 0, allowed = 0 }: Difference): number {
  return allowed > 0 ? difference / allowed : difference;
}

/** 5e-8 rather than 0.00000005. */
export function brief(value: number): string {
  const short = shortNumber(value, 2);
  return Math.abs(value) >= 0.001 || value === 0 ? short : Number(short).toExponential();
}
