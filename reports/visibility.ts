/**
 * Who sees what. Every format passes its result through here first, so a hidden check can't leak by one renderer's slip.
 *
 * Of a check that the audience may not see in full, name, kind, status, points and visibility remain; and, where it
 * failed, the authors' own fixed words: known mistakes and hint. What went wrong is said in sentences of this file. The
 * lesson's own sentences are not shown, since they quote inputs, and neither is any text of the submission, which could
 * print the inputs that it is handed: error messages, and console output where such a check ran on the same code. Nor are
 * lines of the code shown beside it: code can be written so that the line that breaks tells something about the input.
 */
import type { CheckResult, ExerciseResult, KnownMistake, Lesson, Result, Visibility } from "#graders/result/result.ts";
import { english } from "./texts/english.ts";
import type { Language, Texts } from "./texts/language.ts";

type NamedAudience = "student" | "student after the due date" | "instructor";

/** By name; or the kinds of check that are seen in full, where a policy says which. */
export type Audience = NamedAudience | readonly Visibility[];

export const CONSOLE_WITHHELD = english.texts.common.withheld.console;

const seen: Readonly<Record<NamedAudience, readonly Visibility[]>> = {
  student: ["visible"],
  "student after the due date": ["visible", "after-due"],
  instructor: ["visible", "after-due", "hidden"],
};

/** The result without what the audience may not see. What is said in its place is in the language of the report. */
export function asSeenBy(audience: Audience, result: Result, language: Pick<Language, "texts"> = english): Result {
  return { ...result, exercises: result.exercises.map((one) => exerciseAsSeenBy(audience, one, language)) };
}

/** The exercise without what the audience may not see. */
export function exerciseAsSeenBy(
  audience: Audience,
  exercise: ExerciseResult,
  { texts }: Pick<Language, "texts"> = english,
): ExerciseResult {
  const maySee = ({ visibility }: CheckResult): boolean => seesInFull(audience, visibility);
  const checks = exercise.checks.map((check) => (maySee(check) ? check : inFixedWords(check, texts)));
  const withhold = exercise.console && !exercise.checks.every(maySee);
  return { ...exercise, checks, ...(withhold ? { console: texts.common.withheld.console } : {}) };
}

export function seesInFull(audience: Audience, visibility: Visibility): boolean {
  return (typeof audience === "string" ? seen[audience] : audience).includes(visibility);
}

function inFixedWords(
  { name, kind, status, points, maxPoints, visibility, lesson }: CheckResult,
  texts: Texts,
): CheckResult {
  const outcome = { name, kind, status, points, maxPoints, visibility };
  return lesson && (status === "fail" || status === "error")
    ? { ...outcome, lesson: lessonInFixedWords(lesson, visibility, texts) }
    : outcome;
}

/** Of what it made itself it makes the same again, so a document that was written for students can be shown to them. */
function lessonInFixedWords(
  { summary, call, problem, mistakes, hint }: Lesson,
  visibility: Visibility,
  { common }: Texts,
): Lesson {
  const { fails, broke, unwritten } = common.withheld;
  if (problem) return { summary: broke[problem.kind], problem: { kind: problem.kind, message: broke[problem.kind] } };
  // Every other failure has its call. Documents are written in English.
  if (call === undefined && summary !== english.texts.common.withheld.fails[visibility]) return { summary: unwritten };
  return {
    summary: fails[visibility],
    ...(mistakes ? { mistakes: mistakes.map(authorsWords) } : {}),
    ...(hint === undefined ? {} : { hint }),
  };
}

function authorsWords({ name, looksLike, reread }: KnownMistake): KnownMistake {
  return { name, looksLike, reread };
}
