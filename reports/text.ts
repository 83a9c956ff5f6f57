/** A submission or one exercise of it for a terminal: what a student sees on `npm test -- relu`. At most 100 columns. */
import { styleText } from "node:util";
import type { CheckResult, ExerciseResult, Result } from "#graders/result/result.ts";
import { checkNote, hasLesson } from "./check-note.ts";
import { cut, padEnd, padStart, width, wrapped } from "./columns.ts";
import { lessonCode, lessonRows } from "./lesson-text.ts";
import { isolationText } from "./isolation.ts";
import { gainInWords, newsByExercise, newsSince, type ExerciseNews, type News } from "./news.ts";
import { nextSteps, stepInWords, type NextStep } from "./next-steps.ts";
import { inert, oneLine, plain } from "./plain.ts";
import { problemText, problemWords } from "./problem.ts";
import { replayCommand, showsFormula } from "./replay.ts";
import { isUndecided, scoreInWords, scoreOf, scoreOfExercise } from "./score.ts";
import { english } from "./texts/english.ts";
import { asSeenBy, exerciseAsSeenBy, type Audience } from "./visibility.ts";
import { checkWords, devicesInWords, exerciseWords, rounded, type StatusWords } from "./words.ts";

const columns = 100;

export interface TextOptions {
  readonly colour: boolean;
  /** Default: a student, who is shown no hidden inputs. */
  readonly audience?: Audience;
}

type Style = "bold" | "green" | "red" | "yellow" | "gray";
type Paint = (style: Style, text: string) => string;

const tones: Readonly<Record<StatusWords["tone"], Style>> = {
  good: "green",
  bad: "red",
  open: "yellow",
  quiet: "gray",
};

export interface SubmissionTextOptions extends TextOptions {
  /** An earlier result of the same person. */
  readonly previous?: Result | undefined;
}

/** A whole submission: the score, what is new and what to do next, then each exercise. */
export function submissionText(result: Result, { previous, ...options }: SubmissionTextOptions): string {
  const seen = plain(asSeenBy(options.audience ?? "student", result));
  const summary = [
    `${cut(oneLine(seen.submission.id), columns - 40)}: ${scoreInWords(scoreOf(seen))}`,
    ...section(english.texts.common.since.title, newsLines(newsSince(previous, seen))),
    ...section(english.texts.common.next.title, nextSteps(seen).flatMap(stepLines)),
  ];
  const exercises = result.exercises.map((exercise) => exerciseText(exercise, options));
  const isolation = wrapped(`Isolation: ${isolationText(seen.grader.isolation)}.`, columns).join("\n");
  return [inert(summary.join("\n")) + "\n", ...exercises, `${isolation}\n`].join("\n");
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", title, ...lines];
}

function stepLines(step: NextStep, index: number): string[] {
  const { exercise, check, command } = step;
  const what = [exercise.title, ...(check === undefined ? [] : [`“${check}”`])].join(": ");
  const [first = "", ...rest] = wrapped(what, columns - 5);
  const others = [...rest, ...wrapped(`${stepInWords(step, english.texts)} ${command}`, columns - 5)];
  return [`  ${index + 1}. ${first}`, ...others.map((line) => `     ${line}`)];
}

function newsLines(news: News | undefined): string[] {
  if (!news) return [];
  return [
    `  ${gainInWords(news.gained, english.texts)}`,
    ...newsByExercise(news.passed, english.texts).flatMap((one) => exerciseNewsLines(one, "✓")),
    ...newsByExercise(news.lost, english.texts).flatMap((one) => exerciseNewsLines(one, "✗")),
  ];
}

function exerciseNewsLines({ title, checks, more }: ExerciseNews, symbol: string): string[] {
  const lines = [
    ...checks.map((check) => `${symbol} ${title}: ${check}`),
    ...(more === "" ? [] : [`${symbol} ${title}: ${more}`]),
  ];
  return lines.flatMap((line) =>
    wrapped(line, columns - 4).map((part, index) => `  ${index === 0 ? "" : "  "}${part}`),
  );
}

export function exerciseText(exercise: ExerciseResult, { colour, audience = "student" }: TextOptions): string {
  const paint: Paint = (style, text) => (colour ? styleText(style, text, { validateStream: false }) : text);
  const seen = plain(exerciseAsSeenBy(audience, exercise));
  const lines = [
    ...head(seen, paint),
    ...seen.checks.flatMap((check) =>
      seen.status === "not started" ? waitingLines(check) : checkLines(check, seen, paint),
    ),
    ...foot(seen, paint),
  ];
  return `${inert(lines.join("\n")).replace(/\n{3,}/g, "\n\n")}\n`;
}

function head(exercise: ExerciseResult, paint: Paint): string[] {
  const words = exerciseWords[exercise.status];
  const left = `${exercise.id}  ${exercise.title}`;
  const score = scoreInWords(scoreOfExercise(exercise));
  const right = score === words.word ? score : `${words.word}, ${score}`;
  const explanation = [words.meaning, exercise.problem && problemText(problemWords(exercise.problem))].filter(
    (text) => text !== undefined && text !== "",
  );
  const room = columns - width(right) - 2;
  return [
    `${paint("bold", padEnd(cut(left, room), room))}  ${paint(tones[words.tone], right)}`,
    // Once: a lesson that needs it has it.
    ...(exercise.formula && !exercise.checks.some(({ lesson }) => lesson && showsFormula(lesson))
      ? wrapped(exercise.formula, columns)
      : []),
    ...explanation.flatMap((text) => wrapped(text!, columns)),
    "",
  ];
}

function checkLines(check: CheckResult, exercise: ExerciseResult, paint: Paint): string[] {
  const words = checkWords[check.status];
  const points = `${isUndecided(check) ? "–" : rounded(check.points)} / ${rounded(check.maxPoints)}`;
  const [first = "", ...rest] = wrapped(check.name, columns - 16);
  const line = `  ${paint(tones[words.tone], words.symbol)} ${padEnd(first, columns - 16)}${padStart(points, 12)}`;
  const more = [...rest, ...wrapped(checkNote(check), columns - 6)]
    .filter((text) => text !== "")
    .map((text) => `    ${text}`);
  return [line, ...more, ...lessonLines(check, exercise, paint)];
}

/** Of an exercise that isn't begun: what will be checked. */
function waitingLines({ name, maxPoints }: CheckResult): string[] {
  const [first = "", ...rest] = wrapped(name, columns - 16);
  return [
    `  · ${padEnd(first, columns - 16)}${padStart(rounded(maxPoints), 12)}`,
    ...rest.map((text) => `    ${text}`),
  ];
}

function lessonLines({ status, lesson }: CheckResult, exercise: ExerciseResult, paint: Paint): string[] {
  if (!lesson || !hasLesson(status)) return [];
  const rows = lessonRows(lesson, exercise, columns - 6).flatMap(({ label, lines }) =>
    lines.map(
      (line, index) => `      ${paint("gray", padEnd(index === 0 ? label : "", 10))}${painted(label, line, paint)}`,
    ),
  );
  const indented = (lines: readonly string[]): string[] => lines.map((line) => `      ${line}`);
  const code = lessonCode(lesson, columns - 6);
  return [
    "",
    ...indented(wrapped(lesson.summary, columns - 6).map((line) => paint("bold", line))),
    "",
    ...(code.length > 0 ? [...indented(code), ""] : []),
    ...rows,
    "",
  ];
}

/** Colour repeats what the words and the stars say. */
function painted(label: string, line: string, paint: Paint): string {
  if (label === "mistake") return paint("yellow", line);
  return label === "result" ? line.replace(/\S+\*(?=\s|$)/g, (entry) => paint("red", entry)) : line;
}

function foot(exercise: ExerciseResult, paint: Paint): string[] {
  const devices = devicesInWords(exercise);
  const printed = exercise.console
    ? [
        "",
        paint("gray", "Printed by the code:"),
        ...wrapped(exercise.console.trimEnd(), columns - 2).map((line) => `  ${line}`),
      ]
    : [];
  const again =
    exercise.status === "passed" ||
    exercise.status === "not graded" ||
    exercise.checks.some(({ lesson }) => lesson?.call !== undefined)
      ? []
      : ["", `Try again: ${replayCommand(exercise.id)}`];
  return [...printed, ...(devices === "" ? [] : ["", ...wrapped(devices, columns)]), ...again];
}
