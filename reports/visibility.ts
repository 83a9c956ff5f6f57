/**
 * Who sees what. Every format passes its result through here first, so a hidden check can't leak by one renderer's slip.
 *
 * Of a check that the audience may not see in full, name, kind, status, points and visibility remain; and, where it
 * failed, the authors' own fixed words: known mistakes and hint. What went wrong is said in sentences of this file. The
 * lesson's own sentences are not shown, since they quote inputs, and neither is any text of the submission, which could
 * print the inputs that it is handed: error messages, and console output where such a check ran on the same code.
 */
import type { Problem } from "#graders/execution/executor.ts";
import type { CheckResult, ExerciseResult, KnownMistake, Lesson, Result, Visibility } from "#graders/result/result.ts";

type NamedAudience = "student" | "student after the due date" | "instructor";

/** By name; or the kinds of check that are seen in full, where a policy says which. */
export type Audience = NamedAudience | readonly Visibility[];

export const CONSOLE_WITHHELD = "Console output is not shown, because checks ran on this code whose inputs are hidden.";

const seen: Readonly<Record<NamedAudience, readonly Visibility[]>> = {
  student: ["visible"],
  "student after the due date": ["visible", "after-due"],
  instructor: ["visible", "after-due", "hidden"],
};

const fails: Readonly<Record<Visibility, string>> = {
  visible: "It fails on inputs that are not shown yet.",
  hidden: "It fails on inputs that are not shown.",
  "after-due": "It fails on inputs that are shown after the due date.",
};
const unwritten = "What it calls is not written yet.";

const broke: Readonly<Record<Problem["kind"], string>> = {
  missing: "The file is missing.",
  "not-a-file": "The file could not be read.",
  archive: "The archive could not be read.",
  "too-large": "The file is too large.",
  "not-text": "The file is not text.",
  syntax: "The file is not TypeScript.",
  "unsupported-typescript": "The file uses TypeScript that can't be run.",
  import: "The file imports what it may not.",
  "missing-export": "The file does not export what this check calls.",
  threw: "On an input that is not shown, the code throws an error.",
  "timed-out": "On an input that is not shown, the code takes too long and is stopped.",
  "never-settles": "On an input that is not shown, the code returns a promise that never settles.",
  "out-of-memory": "On an input that is not shown, the code uses too much memory and is stopped.",
  "too-much-output": "On an input that is not shown, the code returns a value that is too large.",
  "not-data": "On an input that is not shown, the code returns what is not data.",
  exited: "On an input that is not shown, the code ends the process that runs it.",
  grader: "The grader could not run this check.",
};

/** The result without what the audience may not see. */
export function asSeenBy(audience: Audience, result: Result): Result {
  return { ...result, exercises: result.exercises.map((exercise) => exerciseAsSeenBy(audience, exercise)) };
}

/** The exercise without what the audience may not see. */
export function exerciseAsSeenBy(audience: Audience, exercise: ExerciseResult): ExerciseResult {
  const kinds = typeof audience === "string" ? seen[audience] : audience;
  const maySee = (check: CheckResult) => kinds.includes(check.visibility);
  const checks = exercise.checks.map((check) => (maySee(check) ? check : inFixedWords(check)));
  const withhold = exercise.console && !exercise.checks.every(maySee);
  return { ...exercise, checks, ...(withhold ? { console: CONSOLE_WITHHELD } : {}) };
}

function inFixedWords({ name, kind, status, points, maxPoints, visibility, lesson }: CheckResult): CheckResult {
  const outcome = { name, kind, status, points, maxPoints, visibility };
  return lesson && (status === "fail" || status === "error")
    ? { ...outcome, lesson: lessonInFixedWords(lesson, visibility) }
    : outcome;
}

/** Of what it made itself it makes the same again, so a document that was written for students can be shown to them. */
function lessonInFixedWords({ summary, call, problem, mistakes, hint }: Lesson, visibility: Visibility): Lesson {
  if (problem) return { summary: broke[problem.kind], problem: { kind: problem.kind, message: broke[problem.kind] } };
  // Every other failure has its call.
  if (call === undefined && summary !== fails[visibility]) return { summary: unwritten };
  return {
    summary: fails[visibility],
    ...(mistakes ? { mistakes: mistakes.map(authorsWords) } : {}),
    ...(hint === undefined ? {} : { hint }),
  };
}

function authorsWords({ name, looksLike, reread }: KnownMistake): KnownMistake {
  return { name, looksLike, reread };
}
