/**
 * A lesson as plain text, the same words in a terminal, in JUnit and in Markdown:
 * a sentence, then labelled rows for call, input, expected, received, differences, mistake, hint and replay.
 */
import type { Difference, Lesson } from "#graders/result/result.ts";
import { padEnd, width, wrapped } from "./columns.ts";
import { plain } from "./plain.ts";
import { addedProblem, problemText } from "./problem.ts";

/** A label with the lines beside it. */
export interface LessonRow {
  readonly label: string;
  readonly lines: readonly string[];
}

const labelWidth = 10;

/** The lesson's rows after its sentence, wrapped to so many columns. */
export function lessonRows(dirty: Lesson, columns = 100): LessonRow[] {
  const lesson = plain(dirty);
  const added = addedProblem(lesson);
  const room = columns - labelWidth;
  const row = (label: string, ...texts: (string | undefined)[]): LessonRow => ({
    label,
    lines: texts.filter((text) => text !== undefined).flatMap((text) => wrapped(text, room)),
  });
  const names = Math.max(0, ...(lesson.input ?? []).map(({ name }) => width(name)));
  return [
    row("call", lesson.call),
    row("input", ...(lesson.input ?? []).map(({ name, value }) => `${padEnd(name, names)} = ${value.text}`)),
    row("expected", lesson.expected?.text),
    row("received", lesson.actual?.text),
    row("differs", ...(lesson.differences ?? []).filter(({ at }) => at !== "").map(differenceText)),
    row("allowed", lesson.tolerance),
    row(added?.message ? "stopped" : "at", added && problemText(added)),
    row(
      "mistake",
      ...(lesson.mistakes ?? []).flatMap(({ name, looksLike, reread }, index) => [
        `${index === 0 ? "It looks like" : "Or like"}: ${name}. ${looksLike}`,
        `Read again: ${reread}`,
      ]),
    ),
    row("pattern", lesson.pattern),
    row("hint", lesson.hint),
    row("source", lesson.source),
    row("seed", lesson.seed?.toString()),
  ].filter(({ lines }) => lines.length > 0);
}

/** The whole lesson as plain lines. */
export function lessonText(lesson: Lesson, columns = 100): string {
  const rows = lessonRows(lesson, columns).flatMap(({ label, lines }) =>
    lines.map((line, index) => padEnd(index === 0 ? label : "", labelWidth) + line),
  );
  const summary = plain(lesson.summary);
  return [...(summary ? wrapped(summary, columns) : []), ...rows].join("\n");
}

function differenceText({ at, expected, actual, difference }: Difference): string {
  const off = difference === undefined ? "" : `, off by ${Number(difference.toPrecision(3))}`;
  return `${at} expected ${expected}, received ${actual}${off}`;
}
