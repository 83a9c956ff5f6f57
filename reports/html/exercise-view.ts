/** What the template of an exercise needs: lessons first, then everything that needs no lesson in one line each. */
import type { CheckResult, ExerciseResult } from "#graders/result/result.ts";
import { earned, exerciseName, scoreOfCheck, scoreOfExercise } from "../score.ts";
import { checkWords, counted, exerciseWords, rounded, sentenceCase, withheld, type StatusWords } from "../words.ts";
import { formulaParts, type FormulaPart } from "./formula.ts";
import { lessonView, problemView, type LessonView } from "./lesson-view.ts";

export interface CheckView {
  readonly name: string;
  readonly words: StatusWords;
  readonly points: string;
  /** How many inputs were tried, in words. */
  readonly tried: string;
  /** The status as the beginning of a sentence. */
  readonly label: string;
  /** What the reader is told where no lesson is shown. */
  readonly note: string;
  readonly lesson: LessonView | null;
}

export interface ExerciseView {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly words: StatusWords;
  readonly points: string;
  readonly maxPoints: string;
  readonly formula: readonly FormulaPart[] | null;
  readonly problem: { readonly place: string; readonly message: string } | null;
  readonly failed: readonly CheckView[];
  readonly others: readonly CheckView[];
  readonly console: string | null;
  /** The command that runs this exercise's checks. */
  readonly command: string;
  /** Whether to show the command below everything: not when each lesson shows it, nor when there is nothing to mend. */
  readonly again: boolean;
}

export function exerciseView(exercise: ExerciseResult): ExerciseView {
  const { id, title, status, checks } = exercise;
  const isFailed = (check: CheckResult) => check.status === "fail" || check.status === "error";
  return {
    id,
    name: exerciseName(id),
    title,
    words: exerciseWords[status],
    points: earned(scoreOfExercise(exercise)),
    maxPoints: counted(exercise.maxPoints, "point"),
    formula: exercise.formula ? formulaParts(exercise.formula) : null,
    problem: problemView(exercise.problem),
    failed: status === "not started" ? [] : checks.filter(isFailed).map(checkView),
    others: status === "not started" ? [] : checks.filter((check) => !isFailed(check)).map(checkView),
    console: exercise.console || null,
    command: `npm test -- ${exerciseName(id)}`,
    again: status === "missing" || status === "broken" || (status === "failed" && !checks.some(({ lesson }) => lesson)),
  };
}

function checkView(check: CheckResult): CheckView {
  const words = checkWords[check.status];
  const shown = check.lesson && (check.status === "fail" || check.status === "error");
  return {
    name: check.name,
    words,
    points: `${earned(scoreOfCheck(check))} of ${rounded(check.maxPoints)}`,
    tried: check.runs === undefined ? "" : counted(check.runs, "input"),
    label: sentenceCase(words.word),
    note: noteOf(check),
    lesson: shown ? lessonView(check.lesson) : null,
  };
}

function noteOf({ status, visibility, lesson }: CheckResult): string {
  const { meaning } = checkWords[status];
  if (status === "pass") return "";
  if (!lesson) return [meaning, withheld[visibility]].filter(Boolean).join(" ");
  if (status === "fail" || status === "error") return "";
  // The lesson of a skipped check says already what it builds on.
  return status === "skipped" ? lesson.summary : `${lesson.summary} ${meaning}`;
}
