/** What the template of a lesson needs, each part present or null. */
import { apart } from "#graders/result/numbers.ts";
import type { Difference, ExerciseResult, Lesson } from "#graders/result/result.ts";
import { allowedInWords, brief } from "../allowed.ts";
import { comparedParts, hasMarks } from "../compared.ts";
import { addedProblem, type ProblemWords } from "../problem.ts";
import { replayCommand, wholeInput } from "../replay.ts";
import { listed } from "../words.ts";
import { formulaParts, type FormulaPart } from "./formula.ts";
import { comparedPictures, pictureOf, type Picture } from "./picture.ts";

export interface LessonView {
  readonly summary: string;
  /** The input to paste. */
  readonly code: string | null;
  /** Set where the code is long and folded away. */
  readonly codeLines: number | null;
  /** The call; the code ends with it, so only where that is not to be seen. */
  readonly call: string | null;
  readonly inputs: readonly Picture[];
  /** How to get an input that is too long. */
  readonly wholeInput: string;
  readonly parts: readonly { readonly name: string; readonly pictures: readonly Picture[] }[];
  /** What the marks mean, and which parts are right. */
  readonly marked: string;
  readonly differences: readonly {
    readonly at: string;
    readonly expected: string;
    readonly actual: string;
    readonly difference: string;
    readonly allowed: string;
  }[];
  readonly allowed: string;
  readonly mistakes: readonly {
    readonly name: string;
    readonly looksLike: string;
    readonly reread: readonly FormulaPart[];
  }[];
  readonly pattern: string | null;
  readonly problem: ProblemWords | null;
  readonly hint: string | null;
  readonly source: string | null;
  /** The command that shows it again. */
  readonly replay: string | null;
  /** Whether the foot has anything to say. */
  readonly foot: boolean;
}

const mostLines = 14;

export function lessonView(lesson: Lesson, exercise: Pick<ExerciseResult, "id">): LessonView {
  const { code, call, expected, differences = [], input = [] } = lesson;
  const { parts, right } = comparedParts(lesson);
  const pictures = parts.map((part) => ({ name: part.name, pictures: comparedPictures(part) }));
  const lines = code?.split("\n").length ?? 0;
  const folded = lines > mostLines;
  const replay = call === undefined ? null : replayCommand(exercise.id, lesson);
  const source = lesson.source ?? null;
  return {
    summary: lesson.summary,
    code: code ?? null,
    codeLines: folded ? lines : null,
    call: (code === undefined || folded ? call : undefined) ?? null,
    inputs: code === undefined ? input.map(({ name, value }) => pictureOf(name, value)) : [],
    wholeInput: wholeInput(lesson),
    parts: pictures,
    marked: [
      ...(parts.some(hasMarks) ? ["Entries in a box differ."] : []),
      ...(right.length > 0 ? [`As expected: ${listed(right)}.`] : []),
    ].join(" "),
    differences: expected ? [] : differences.map(differenceView),
    allowed: allowedInWords(lesson),
    mistakes: (lesson.mistakes ?? []).map((mistake) => ({ ...mistake, reread: formulaParts(mistake.reread) })),
    pattern: lesson.pattern ?? null,
    problem: addedProblem(lesson) ?? null,
    hint: lesson.hint ?? null,
    source,
    replay,
    foot: replay !== null || source !== null,
  };
}

function differenceView(entry: Difference): LessonView["differences"][number] {
  const short = (value: number | undefined) => (value === undefined ? "–" : brief(value));
  return {
    at: entry.at || "the value",
    ...apart(entry),
    difference: short(entry.difference),
    allowed: short(entry.allowed),
  };
}
