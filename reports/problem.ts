/** A problem in words, without saying twice what the reader has just read. */
import type { Lesson } from "#graders/result/result.ts";
import type { Problem } from "#graders/execution/executor.ts";
import { english } from "./texts/english.ts";
import type { Language } from "./texts/language.ts";

export interface ProblemWords {
  /** `exercises/02-activations/relu.ts, line 4`; empty when it isn't known or the message names it. */
  readonly place: string;
  /** Empty when the reader knows it already. */
  readonly message: string;
}

export function problemWords(
  { message, file, line }: Problem,
  { texts }: Pick<Language, "texts"> = english,
): ProblemWords {
  // The message is the grader's, and so English in every report.
  const named = (part: string): boolean => message.includes(part);
  const parts = [
    ...(file === undefined || named(file) ? [] : [file]),
    ...(line === undefined || named(english.texts.common.line(line)) ? [] : [texts.common.line(line)]),
  ];
  return { place: parts.join(", "), message };
}

/** What the lesson's problem adds to its summary; undefined when that is nothing. */
export function addedProblem(
  { summary, problem }: Lesson,
  language: Pick<Language, "texts"> = english,
): ProblemWords | undefined {
  if (!problem) return undefined;
  const words = problemWords(problem, language);
  const added = { ...words, message: summary.includes(words.message) ? "" : words.message };
  return added.message || added.place ? added : undefined;
}

/** `exercises/02-activations/relu.ts, line 4: Unexpected token.` */
export function problemText({ place, message }: ProblemWords): string {
  return [place, message].filter(Boolean).join(": ");
}
