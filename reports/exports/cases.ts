/** The checks of a result as the tests that other platforms show: a name, an outcome, points and a text for the student. */
import type { CheckResult, ExerciseResult, Result, Visibility } from "#graders/result/result.ts";
import { checkNote, hasLesson } from "../check-note.ts";
import { lessonCode, lessonText } from "../lesson-text.ts";
import { plainText } from "../plain.ts";
import { problemText, problemWords } from "../problem.ts";
import { isUndecided } from "../score.ts";
import { checkWords, exerciseWords, sentenceCase } from "../words.ts";

export interface TestCase {
  readonly exercise: ExerciseResult;
  readonly name: string;
  /** `failed`: a wrong answer, or what was not begun. `stopped`: the code broke. `not graded`: outside the points. */
  readonly outcome: "passed" | "failed" | "stopped" | "not graded";
  readonly points: number;
  /** 0 where it was not graded, so that sums are of what was decided. */
  readonly maxPoints: number;
  readonly visibility: Visibility;
  /** Plain text; empty where it passed. */
  readonly message: string;
  /** TypeScript that makes the call. */
  readonly code?: string;
  /** What the code of the exercise printed: kept for a whole exercise, and shown once with its first case that isn't passed. */
  readonly console?: string;
}

/** @param seen - a result that has gone through `asSeenBy`. */
export function casesOf(seen: Result): TestCase[] {
  return seen.exercises.flatMap((exercise) => withConsole(casesOfExercise(exercise), exercise.console));
}

function casesOfExercise(exercise: ExerciseResult): TestCase[] {
  const cases = exercise.checks.map((check) => caseOf(check, exercise));
  return exercise.problem || cases.length === 0 ? [wholeCase(exercise), ...cases] : cases;
}

function caseOf(check: CheckResult, exercise: ExerciseResult): TestCase {
  const { name, points, maxPoints, visibility, lesson } = check;
  const head = { exercise, name: plainText(name), visibility };
  if (isUndecided(check))
    return { ...head, outcome: "not graded", points: 0, maxPoints: 0, message: plainText(noteWithWord(check)) };
  if (exercise.status === "not started")
    return { ...head, outcome: "failed", points, maxPoints, message: statusText(exercise) };
  if (check.status === "pass") return { ...head, outcome: "passed", points, maxPoints, message: "" };
  const code = lesson && lessonCode(lesson).join("\n");
  return {
    ...head,
    outcome: check.status === "error" ? "stopped" : "failed",
    points,
    maxPoints,
    message: plainText(hasLesson(check.status) && lesson ? lessonText(lesson, exercise) : noteWithWord(check)),
    ...(code ? { code } : {}),
  };
}

/** The exercise as one test, where no check could run. Its points are its checks', if there are any. */
function wholeCase(exercise: ExerciseResult): TestCase {
  const open = exercise.status === "not graded";
  const carries = !open && exercise.checks.length === 0;
  return {
    exercise,
    name: "the exercise can be loaded",
    outcome: open ? "not graded" : exercise.status === "broken" ? "stopped" : "failed",
    points: carries ? exercise.points : 0,
    maxPoints: carries ? exercise.maxPoints : 0,
    visibility: "visible",
    message: statusText(exercise),
  };
}

function statusText({ status, problem }: ExerciseResult): string {
  const { word, meaning } = exerciseWords[status];
  return plainText(
    [`${sentenceCase(word)}.`, problem ? problemText(problemWords(problem)) : "", meaning].filter(Boolean).join(" "),
  );
}

function noteWithWord(check: CheckResult): string {
  return `${sentenceCase(checkWords[check.status].word)}. ${checkNote(check)}`.trim();
}

function withConsole(cases: readonly TestCase[], console: string | undefined): TestCase[] {
  if (!console) return [...cases];
  const wanting = cases.findIndex(({ outcome }) => outcome !== "passed");
  const at = Math.max(0, wanting);
  return cases.map((each, index) => (index === at ? { ...each, console: plainText(console) } : each));
}
