/** What the template of an exercise needs: lessons first, then everything that needs no lesson in one line each. */
import type { CheckResult, ExerciseResult } from "#graders/result/result.ts";
import { checkNote, hasLesson } from "../check-note.ts";
import { problemWords, type ProblemWords } from "../problem.ts";
import { replayCommand } from "../replay.ts";
import { exerciseName, isUndecided, scoreInWords, scoreOfExercise } from "../score.ts";
import {
  checkWords,
  counted,
  devicesInWords,
  exerciseWords,
  rounded,
  sentenceCase,
  type StatusWords,
} from "../words.ts";
import { formulaParts, type FormulaPart } from "./formula.ts";
import { lessonView, type LessonView } from "./lesson-view.ts";

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
  /** `3 of 6 points`, or empty where the status says it all. */
  readonly score: string;
  readonly worth: string;
  readonly formula: readonly FormulaPart[] | null;
  readonly problem: ProblemWords | null;
  readonly failed: readonly CheckView[];
  readonly others: readonly CheckView[];
  readonly console: string | null;
  readonly devices: string;
  /** The command that runs this exercise's checks. */
  readonly command: string;
  /** Whether to show the command below everything: not when each lesson shows it, nor when there is nothing to mend. */
  readonly again: boolean;
}

export function exerciseView(exercise: ExerciseResult): ExerciseView {
  const { id, title, status, checks } = exercise;
  const viewed = (check: CheckResult): CheckView => checkView(check, exercise);
  return {
    id,
    name: exerciseName(id),
    title,
    words: exerciseWords[status],
    score: exercise.maxPoints > 0 ? scoreInWords(scoreOfExercise(exercise)) : "",
    worth: counted(exercise.maxPoints, "point"),
    formula: exercise.formula ? formulaParts(exercise.formula) : null,
    problem: exercise.problem ? problemWords(exercise.problem) : null,
    failed: status === "not started" ? [] : checks.filter((check) => hasLesson(check.status)).map(viewed),
    others: status === "not started" ? [] : checks.filter((check) => !hasLesson(check.status)).map(viewed),
    console: exercise.console || null,
    devices: devicesInWords(exercise),
    command: replayCommand(id),
    again:
      status === "missing" ||
      status === "broken" ||
      (status === "failed" && !checks.some(({ lesson }) => lesson?.call)),
  };
}

function checkView(check: CheckResult, exercise: ExerciseResult): CheckView {
  const words = checkWords[check.status];
  return {
    name: check.name,
    words,
    points: `${isUndecided(check) ? "–" : rounded(check.points)} of ${rounded(check.maxPoints)}`,
    tried: check.runs === undefined ? "" : counted(check.runs, "input"),
    label: sentenceCase(words.word),
    note: checkNote(check),
    lesson: check.lesson && hasLesson(check.status) ? lessonView(check.lesson, exercise) : null,
  };
}
