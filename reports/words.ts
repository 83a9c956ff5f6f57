/** How statuses and points are said. A symbol never stands without its word; the words are those of reports/texts/. */
import type { CheckStatus, ExerciseResult, ExerciseStatus } from "#graders/result/result.ts";
import { english } from "./texts/english.ts";
import type { Language, Texts } from "./texts/language.ts";

export interface StatusWords {
  readonly word: string;
  readonly symbol: string;
  /** Class of colour. */
  readonly tone: "good" | "bad" | "open" | "quiet";
  /** What the status means for the reader; empty where the word says it. */
  readonly meaning: string;
}

type Look = Pick<StatusWords, "symbol" | "tone">;

const checkLooks: Readonly<Record<CheckStatus, Look>> = {
  pass: { symbol: "✓", tone: "good" },
  fail: { symbol: "✗", tone: "bad" },
  error: { symbol: "!", tone: "bad" },
  skipped: { symbol: "–", tone: "quiet" },
  inconclusive: { symbol: "?", tone: "open" },
  "not graded": { symbol: "○", tone: "open" },
};

const exerciseLooks: Readonly<Record<ExerciseStatus, Look>> = {
  passed: { symbol: "✓", tone: "good" },
  failed: { symbol: "✗", tone: "bad" },
  "not started": { symbol: "·", tone: "quiet" },
  missing: { symbol: "–", tone: "bad" },
  broken: { symbol: "!", tone: "bad" },
  "not graded": { symbol: "○", tone: "open" },
};

export function wordsOfCheck(status: CheckStatus, { texts }: { readonly texts: Texts } = english): StatusWords {
  return { ...texts.common.checkStatus[status], ...checkLooks[status] };
}

export function wordsOfExercise(status: ExerciseStatus, { texts }: { readonly texts: Texts } = english): StatusWords {
  return { ...texts.common.exerciseStatus[status], ...exerciseLooks[status] };
}

const statuses = <Status extends string>(looks: Readonly<Record<Status, Look>>): Status[] =>
  Object.keys(looks) as Status[];

/** In English, for the formats that have no other language. */
export const checkWords = Object.fromEntries(
  statuses(checkLooks).map((status) => [status, wordsOfCheck(status)]),
) as Readonly<Record<CheckStatus, StatusWords>>;
export const exerciseWords = Object.fromEntries(
  statuses(exerciseLooks).map((status) => [status, wordsOfExercise(status)]),
) as Readonly<Record<ExerciseStatus, StatusWords>>;

/** Where else kernels were run, in a sentence; empty for everything else. */
export function devicesInWords({ devices = [], maxPoints }: ExerciseResult, language: Language = english): string {
  const [deciding, ...others] = devices;
  if (deciding === undefined) return "";
  const { decided, other, agree, differ } = language.texts.common.devices;
  const told = language.list(others.map(({ name, points }) => other(name, points, maxPoints)));
  const all = others.every(({ points }) => points === deciding.points);
  return [decided(deciding.name), ...(others.length === 0 ? [] : [(all ? agree : differ)(told)])].join(" ");
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
