/** How far off an entry may be, why, and how far off the worst one is, in sentences. */
import type { Difference, Lesson } from "#graders/result/result.ts";
import { shortNumber } from "#graders/result/numbers.ts";
import { english } from "./texts/english.ts";
import type { Language } from "./texts/language.ts";
import { sentenceCase } from "./words.ts";

export interface AllowedParts {
  /** As the grader wrote it; empty where the lesson says nothing of it. */
  readonly tolerance: string;
  /** Of the entry that exceeds it most. */
  readonly off: string;
}

export function allowedParts(
  { tolerance, differences = [] }: Lesson,
  { texts }: Pick<Language, "texts"> = english,
): AllowedParts {
  if (tolerance === undefined) return { tolerance: "", off: "" };
  const worst = differences
    .filter(({ difference }) => difference !== undefined)
    .toSorted((a, b) => badness(b) - badness(a))[0];
  return { tolerance: `${sentenceCase(tolerance)}.`, off: worst ? offInWords(worst, texts) : "" };
}

export function allowedInWords(lesson: Lesson): string {
  const { tolerance, off } = allowedParts(lesson);
  return [tolerance, off].filter(Boolean).join(" ");
}

function offInWords({ at, difference = 0, allowed = 0 }: Difference, { common }: Language["texts"]): string {
  const { entryAt, result, entryAllowed, resultAllowed } = common.off;
  const off = brief(difference);
  if (allowed === 0) return at === "" ? result(off) : entryAt(at, off);
  return at === "" ? resultAllowed(brief(allowed), off) : entryAllowed(at, brief(allowed), off);
}

function badness({ difference = 0, allowed = 0 }: Difference): number {
  return allowed > 0 ? difference / allowed : difference;
}

/** 5e-8 rather than 0.00000005. */
export function brief(value: number): string {
  const short = shortNumber(value, 2);
  return Math.abs(value) >= 0.001 || value === 0 ? short : Number(short).toExponential();
}
