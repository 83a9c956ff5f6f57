/** What the template of an exercise needs: lessons first, then everything that needs no lesson in one line each. */
import type { CheckResult, ExerciseResult } from "#graders/result/result.ts";
import { hasLesson, noteParts, type NoteParts } from "../check-note.ts";
import { problemWords, type ProblemWords } from "../problem.ts";
import { replayCommand } from "../replay.ts";
import { exerciseName, isUndecided, scoreInWords, scoreOfExercise } from "../score.ts";
import type { Language } from "../texts/language.ts";
import { seesInFull, type Audience } from "../visibility.ts";
import { devicesInWords, sentenceCase, wordsOfCheck, wordsOfExercise, type StatusWords } from "../words.ts";
import { formulaParts, type FormulaPart } from "./formula.ts";
import { lessonView, type LessonView } from "./lesson-view.ts";
import { sourceView, type SourceView } from "./source-view.ts";

/** Who reads, and in which language. */
export interface Reader {
  readonly language: Language;
  readonly audience: Audience;
}

export interface CheckView {
  readonly name: string;
  readonly words: StatusWords;
  readonly points: string;
  /** How many inputs were tried, in words. */
  readonly tried: string;
  /** The status as the beginning of a sentence. */
  readonly label: string;
  /** What the reader is told where no lesson is shown; null where there is nothing to tell. */
  readonly note: NoteParts | null;
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
  readonly source: SourceView | null;
  readonly failed: readonly CheckView[];
  readonly others: readonly CheckView[];
  readonly otherChecks: string;
  readonly console: string | null;
  readonly consoleOf: string;
  readonly devices: string;
  /** The command that runs this exercise's checks. */
  readonly command: string;
  /** Whether to show the command below everything: not when each lesson shows it, nor when there is nothing to mend. */
  readonly again: boolean;
}

export function exerciseView(exercise: ExerciseResult, reader: Reader): ExerciseView {
  const { id, title, status, checks, lines } = exercise;
  const { language } = reader;
  const { common, student } = language.texts;
  const views = checks.map((check, index) => checkView(check, exercise, { ...reader, index }));
  const shown = (is: (check: CheckResult) => boolean): CheckView[] =>
    status === "not started" ? [] : views.filter((_, index) => is(checks[index]!));
  return {
    id,
    name: exerciseName(id),
    title,
    words: wordsOfExercise(status, language),
    score: exercise.maxPoints > 0 ? scoreInWords(scoreOfExercise(exercise), language) : "",
    worth: common.points(exercise.maxPoints),
    formula: exercise.formula ? formulaParts(exercise.formula) : null,
    problem: exercise.problem ? problemWords(exercise.problem, language) : null,
    source: lines ? sourceView(lines, language) : null,
    failed: oncePerSource(shown((check) => hasLesson(check.status))),
    others: shown((check) => !hasLesson(check.status)),
    otherChecks: student.names.otherChecks(title),
    console: exercise.console || null,
    consoleOf: student.names.console(title),
    devices: devicesInWords(exercise, language),
    command: replayCommand(id),
    again:
      status === "missing" ||
      status === "broken" ||
      (status === "failed" && !checks.some(({ lesson }) => lesson?.call)),
  };
}

function checkView(
  check: CheckResult,
  exercise: ExerciseResult,
  { language, audience, index }: Reader & { readonly index: number },
): CheckView {
  const words = wordsOfCheck(check.status, language);
  const note = noteParts(check, language);
  const { student } = language.texts;
  return {
    name: check.name,
    words,
    points: isUndecided(check)
      ? student.score.ofUndecided(check.maxPoints)
      : student.score.ofUnit(check.points, check.maxPoints),
    tried: check.runs === undefined ? "" : student.lesson.inputs(check.runs),
    label: sentenceCase(words.word),
    note: note.grader || note.ours ? note : null,
    lesson:
      check.lesson && hasLesson(check.status)
        ? lessonView(check.lesson, {
            exercise: exercise.id,
            key: `${exercise.id}-${index}`,
            language,
            isGraders: seesInFull(audience, check.visibility),
          })
        : null,
  };
}

/** The same lines beside every failure of a function would drown the rest: after the first time they are folded away. */
function oncePerSource(checks: readonly CheckView[]): CheckView[] {
  const shown = new Set<string>();
  return checks.map((check) => {
    const source = check.lesson?.source;
    if (!source) return check;
    const key = JSON.stringify([source.path, source.rows[0]?.number, source.rows.find(({ marked }) => marked)?.number]);
    const again = shown.has(key);
    shown.add(key);
    return again ? { ...check, lesson: { ...check.lesson, source: { ...source, again } } } : check;
  });
}
