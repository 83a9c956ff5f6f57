/** What the template of a lesson needs, each part present or null. */
import { apart } from "#graders/result/numbers.ts";
import type { Difference, Lesson } from "#graders/result/result.ts";
import { allowedParts, brief, type AllowedParts } from "../allowed.ts";
import { chartFor } from "../charts/choose.ts";
import { curves, type Curves } from "../charts/curves.ts";
import { differenceMap, type DifferenceMap } from "../charts/difference-map.ts";
import { comparedParts, hasMarks, type ComparedPart } from "../compared.ts";
import { addedProblem, type ProblemWords } from "../problem.ts";
import { replayCommand, wholeInput } from "../replay.ts";
import type { Language } from "../texts/language.ts";
import { formulaParts, type FormulaPart } from "./formula.ts";
import { comparedPictures, pictureOf, type Picture } from "./picture.ts";
import { sourceView, type SourceView } from "./source-view.ts";

export interface LessonView {
  readonly summary: string;
  /** Whether summary and problem are the grader's own sentences; else they are in the language of the page. */
  readonly isGraders: boolean;
  /** The student's own lines. */
  readonly source: SourceView | null;
  /** The input to paste. */
  readonly code: string | null;
  /** What a code that is long is folded away under; empty where it isn't. */
  readonly folded: string;
  /** The call; the code ends with it, so only where that is not to be seen. */
  readonly call: string | null;
  readonly inputs: readonly Picture[];
  /** How to get an input that is too long. */
  readonly wholeInput: string;
  readonly parts: readonly PartView[];
  /** What the marks mean, and which parts are right. */
  readonly marked: string;
  readonly differences: readonly {
    readonly at: string;
    readonly expected: string;
    readonly actual: string;
    readonly difference: string;
    readonly allowed: string;
  }[];
  /** Null where the lesson says nothing of it. */
  readonly allowed: AllowedParts | null;
  readonly mistakes: readonly {
    readonly name: string;
    readonly looksLike: string;
    readonly reread: readonly FormulaPart[];
  }[];
  readonly pattern: string | null;
  readonly problem: ProblemWords | null;
  readonly hint: string | null;
  /** Where the expected value comes from. */
  readonly origin: string | null;
  /** The command that shows it again. */
  readonly replay: string | null;
  /** Whether the foot has anything to say. */
  readonly foot: boolean;
}

export interface PartView {
  readonly name: string;
  readonly pictures: readonly Picture[];
  /** Whether they stand below each other. */
  readonly wide: boolean;
  /** Begins the ids of its charts. */
  readonly key: string;
  readonly map: DifferenceMap | null;
  readonly curves: Curves | null;
}

export interface LessonPlace {
  /** The exercise's id. */
  readonly exercise: string;
  /** Sets the ids of this lesson apart from those of all others of the page. */
  readonly key: string;
  readonly language: Language;
  readonly isGraders: boolean;
}

const mostLines = 14;

export function lessonView(lesson: Lesson, { exercise, key, language, isGraders }: LessonPlace): LessonView {
  const { code, call, expected, differences = [], input = [], lines } = lesson;
  const words = language.texts.student;
  const { parts, right } = comparedParts(lesson);
  const length = code?.split("\n").length ?? 0;
  const folded = length > mostLines;
  const replay = call === undefined ? null : replayCommand(exercise, lesson);
  const origin = lesson.source ?? null;
  const allowed = allowedParts(lesson, language);
  return {
    summary: lesson.summary,
    isGraders,
    source: lines ? sourceView(lines, language) : null,
    code: code ?? null,
    folded: folded ? words.lesson.folded(length) : "",
    call: (code === undefined || folded ? call : undefined) ?? null,
    inputs: code === undefined ? input.map(({ name, value }) => pictureOf(name, value, language)) : [],
    wholeInput: wholeInput(lesson, language),
    parts: parts.map((part, index) => partView(part, input, { key: `${key}-${index}`, language })),
    marked: [
      ...(parts.some(hasMarks) ? [words.words.boxed] : []),
      ...(right.length > 0 ? [words.lesson.asExpected(language.list(right))] : []),
    ].join(" "),
    differences: expected ? [] : differences.map((entry) => differenceView(entry, words.words.theValue)),
    allowed: allowed.tolerance === "" ? null : allowed,
    mistakes: (lesson.mistakes ?? []).map((mistake) => ({ ...mistake, reread: formulaParts(mistake.reread) })),
    pattern: lesson.pattern ?? null,
    problem: addedProblem(lesson, language) ?? null,
    hint: lesson.hint ?? null,
    origin,
    replay,
    foot: replay !== null || origin !== null,
  };
}

function partView(
  part: ComparedPart,
  inputs: NonNullable<Lesson["input"]>,
  { key, language }: Pick<LessonPlace, "key" | "language">,
): PartView {
  const chosen = chartFor(part, inputs);
  const pictures = comparedPictures(part, language);
  return {
    name: part.name,
    pictures,
    wide: pictures.some(({ table }) => table?.wide),
    key,
    map: chosen?.kind === "map" ? differenceMap(chosen, language) : null,
    curves: chosen && chosen.kind !== "map" ? curves(chosen, language) : null,
  };
}

function differenceView(entry: Difference, theValue: string): LessonView["differences"][number] {
  const short = (value: number | undefined) => (value === undefined ? "–" : brief(value));
  return {
    at: entry.at || theValue,
    ...apart(entry),
    difference: short(entry.difference),
    allowed: short(entry.allowed),
  };
}
