/** The words of all reports for statuses and points. A symbol never stands without its word. */
import type { CheckStatus, ExerciseResult, ExerciseStatus } from "#graders/result/result.ts";

export interface StatusWords {
  readonly word: string;
  readonly symbol: string;
  /** Class of colour. */
  readonly tone: "good" | "bad" | "open" | "quiet";
  /** What the status means for the reader; empty where the word says it. */
  readonly meaning: string;
}

export const outside = "Its points are left out of the score, not lost.";

export const checkWords: Readonly<Record<CheckStatus, StatusWords>> = {
  pass: { word: "passed", symbol: "✓", tone: "good", meaning: "" },
  fail: { word: "wrong answer", symbol: "✗", tone: "bad", meaning: "" },
  error: { word: "stopped", symbol: "!", tone: "bad", meaning: "" },
  skipped: {
    word: "skipped",
    symbol: "–",
    tone: "quiet",
    meaning: "What this builds on was not passed. Mend that first.",
  },
  inconclusive: { word: "inconclusive", symbol: "?", tone: "open", meaning: outside },
  "not graded": { word: "not graded", symbol: "○", tone: "open", meaning: `The fault is the grader's. ${outside}` },
};

export const exerciseWords: Readonly<Record<ExerciseStatus, StatusWords>> = {
  passed: { word: "passed", symbol: "✓", tone: "good", meaning: "" },
  failed: { word: "not yet right", symbol: "✗", tone: "bad", meaning: "" },
  "not started": { word: "not started", symbol: "·", tone: "quiet", meaning: "The file is still the stub." },
  missing: { word: "missing", symbol: "–", tone: "bad", meaning: "" },
  broken: {
    word: "not loadable",
    symbol: "!",
    tone: "bad",
    meaning: "The file could not be loaded, so no check could run.",
  },
  "not graded": { word: "not graded", symbol: "○", tone: "open", meaning: `The fault is the grader's. ${outside}` },
};

/** Where else kernels were run, in a sentence; empty for everything else. */
export function devicesInWords({ devices = [], maxPoints }: ExerciseResult): string {
  const [deciding, ...others] = devices;
  if (deciding === undefined) return "";
  const told = others.map(({ name, points }) => `${name} ${rounded(points)} of ${counted(maxPoints, "point")}`);
  const agree = others.every(({ points }) => points === deciding.points);
  return [
    `Graded on ${deciding.name}.`,
    told.length === 0
      ? ""
      : ` Also run on ${listed(told)}${agree ? "" : ", which costs nothing: see how the devices differ"}.`,
  ].join("");
}

/** `2.5`, at most two decimals. */
export function rounded(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** `Not graded` of `not graded`. */
export function sentenceCase(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `1 point`, `2.5 points`, `3 checks`. */
export function counted(count: number, noun: string): string {
  return `${rounded(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}
