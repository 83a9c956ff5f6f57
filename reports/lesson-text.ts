/**
 * A lesson as plain text, the same words in a terminal, in JUnit and in Markdown: a sentence, the input on lines of its
 * own so that it can be pasted, then labelled rows: the values, the error allowed, the mistake it looks like or what else
 * is known, and how to replay it.
 */
import { allowedInWords } from "./allowed.ts";
import { cut, padEnd, width, wrapped } from "./columns.ts";
import { comparedParts, hasMarks } from "./compared.ts";
import { partLines } from "./grid-text.ts";
import { plain } from "./plain.ts";
import { addedProblem, problemText } from "./problem.ts";
import { replayCommand, showsFormula, wholeInput } from "./replay.ts";
import { listed } from "./words.ts";
import type { Difference, ExerciseResult, Lesson, Preview } from "#graders/result/result.ts";

/** A label with the lines beside it. */
export interface LessonRow {
  readonly label: string;
  readonly lines: readonly string[];
}

const labelWidth = 10;
/** About three lines of a value that has no picture. */
const shownOfText = 240;

/** The lines of code that make the call; none where they would be too long. */
export function lessonCode({ code }: Lesson, columns = 100): string[] {
  return code === undefined ? [] : wrapped(plain(code), columns);
}

/** The lesson's rows after its sentence and code, at most so many columns wide. */
export function lessonRows(
  dirty: Lesson,
  exercise: Pick<ExerciseResult, "id" | "formula">,
  columns = 100,
): LessonRow[] {
  const lesson = plain(dirty);
  const added = addedProblem(lesson);
  const room = columns - labelWidth;
  const row = (label: string, ...texts: (string | undefined)[]): LessonRow => ({
    label,
    lines: texts.filter((text) => text).flatMap((text) => wrapped(text!, room)),
  });
  return [
    row("input", ...(lesson.code === undefined ? inputTexts(lesson) : [])),
    row("result", ...resultTexts(lesson, room)),
    row("differs", ...differenceTexts(lesson)),
    row("allowed", allowedInWords(lesson)),
    row(added?.message ? "stopped" : "at", added && problemText(added)),
    row("mistake", ...mistakeTexts(lesson)),
    row("pattern", lesson.pattern),
    row("hint", lesson.hint),
    row("formula", showsFormula(lesson) ? plain(exercise.formula) : undefined),
    row("source", lesson.source),
    row("replay", lesson.call && replayCommand(exercise.id, lesson)),
  ].filter(({ lines }) => lines.length > 0);
}

/** The whole lesson as plain lines. */
export function lessonText(lesson: Lesson, exercise: Pick<ExerciseResult, "id" | "formula">, columns = 100): string {
  const code = lessonCode(lesson, columns);
  return [
    ...wrapped(plain(lesson.summary), columns),
    ...(code.length > 0 ? ["", ...code, ""] : []),
    ...rowLines(lessonRows(lesson, exercise, columns)),
  ].join("\n");
}

/** Rows with their labels before them. */
export function rowLines(rows: readonly LessonRow[]): string[] {
  return rows.flatMap(({ label, lines }) =>
    lines.map((line, index) => (padEnd(index === 0 ? label : "", labelWidth) + line).trimEnd()),
  );
}

/** Where the input is too long to paste: the call, and of each argument its shape and how it begins. */
function inputTexts(lesson: Lesson): string[] {
  const { call, input = [] } = lesson;
  const names = Math.max(0, ...input.map(({ name }) => width(name)));
  return [
    ...(call ? [call] : []),
    ...input.map(({ name, value }) => `${padEnd(name, names)} = ${briefText(value)}`),
    wholeInput(lesson),
  ];
}

function resultTexts(lesson: Lesson, room: number): string[] {
  const { parts, right } = comparedParts(lesson);
  const lines = parts.flatMap((part) => partLines(shortened(part), room));
  return [
    ...lines,
    ...(parts.some(hasMarks) ? ["Entries with a star differ."] : []),
    ...(right.length > 0 ? [`As expected: ${listed(right)}.`] : []),
  ];
}

/** What no star can show: entries of a gradient that were measured, where no other value stands beside them. */
function differenceTexts({ expected, differences = [] }: Lesson): string[] {
  return expected ? [] : differences.filter(({ at }) => at !== "").map(differenceText);
}

function differenceText({ at, expected, actual }: Difference): string {
  return `${at}: expected ${expected}, received ${actual}`;
}

function mistakeTexts({ mistakes = [] }: Lesson): string[] {
  return mistakes.flatMap(({ name, looksLike, reread }, index) => [
    `${index === 0 ? "It looks like" : "Or like"}: ${name}. ${looksLike}`,
    `Read again: ${reread}`,
  ]);
}

function shortened<Part extends { readonly expected?: Preview; readonly actual?: Preview }>(part: Part): Part {
  const short = (value: Preview): Preview => ({ ...value, text: cut(value.text, shownOfText) });
  return {
    ...part,
    ...(part.expected ? { expected: short(part.expected) } : {}),
    ...(part.actual ? { actual: short(part.actual) } : {}),
  };
}

function briefText({ text, shape }: Preview): string {
  const brief = cut(text, shownOfText);
  return brief.includes("…") && shape ? `shape [${shape.join(", ")}], which begins ${brief}` : brief;
}
