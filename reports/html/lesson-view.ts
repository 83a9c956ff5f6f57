/** What the template of a lesson needs, each part present or null. */
import type { Difference, Lesson } from "#graders/result/result.ts";
import { addedProblem, type ProblemWords } from "../problem.ts";
import { formulaParts, type FormulaPart } from "./formula.ts";
import { apart, comparedPictures, pictureOf, type Picture } from "./picture.ts";

export interface LessonView {
  readonly summary: string;
  readonly call: string | null;
  readonly inputs: readonly Picture[];
  readonly compared: readonly Picture[];
  readonly marked: string;
  readonly differences: readonly {
    readonly at: string;
    readonly expected: string;
    readonly actual: string;
    readonly difference: string;
    readonly allowed: string;
  }[];
  readonly tolerance: string | null;
  readonly mistakes: readonly {
    readonly name: string;
    readonly looksLike: string;
    readonly reread: readonly FormulaPart[];
  }[];
  readonly pattern: string | null;
  readonly problem: ProblemWords | null;
  readonly hint: string | null;
  readonly source: string | null;
  readonly seed: string | null;
  /** What the command that replays these inputs needs besides the exercise. */
  readonly seedFlag: string;
  /** Whether there is a value to show at all. */
  readonly evidence: boolean;
}

export function lessonView(lesson: Lesson): LessonView {
  const differences = lesson.differences ?? [];
  const inputs = (lesson.input ?? []).map(({ name, value }) => pictureOf(name, value));
  const compared = comparison(lesson);
  return {
    summary: lesson.summary,
    call: lesson.call ?? null,
    inputs,
    compared,
    marked: compared.some(isMarked) ? markedInWords(lesson) : "",
    differences: differences.map(differenceView),
    tolerance: lesson.tolerance ?? null,
    mistakes: (lesson.mistakes ?? []).map((mistake) => ({ ...mistake, reread: formulaParts(mistake.reread) })),
    pattern: lesson.pattern ?? null,
    problem: addedProblem(lesson) ?? null,
    hint: lesson.hint ?? null,
    source: lesson.source ?? null,
    seed: lesson.seed === undefined ? null : String(lesson.seed),
    // Students' own runs use seed 1 unless told otherwise.
    seedFlag: lesson.seed === undefined || lesson.seed === 1 ? "" : ` --seed ${lesson.seed}`,
    evidence: inputs.length > 0 || compared.length > 0,
  };
}

function comparison({ expected, actual, differing, differences = [] }: Lesson): Picture[] {
  if (expected && actual)
    return comparedPictures(expected, actual, {
      differences,
      all: differing !== undefined && differing.count === differing.of,
    });
  return [
    ...(expected ? [pictureOf("Expected", expected)] : []),
    ...(actual ? [pictureOf("Your code returned", actual)] : []),
  ];
}

function isMarked({ grid }: Picture): boolean {
  return grid !== null && grid.rows.some(({ cells }) => cells.some(({ differs }) => differs));
}

function markedInWords({ differing, differences = [] }: Lesson): string {
  if (!differing) return "Entries in a box differ.";
  const { count, of } = differing;
  const all = count <= differences.length || count === of;
  return all
    ? `Entries in a box differ: ${count} of ${of}.`
    : `${count} of ${of} entries differ; the ${differences.length} that are furthest off are in a box.`;
}

function differenceView(entry: Difference): LessonView["differences"][number] {
  const brief = (value: number | undefined) => (value === undefined ? "–" : String(Number(value.toPrecision(3))));
  return {
    at: entry.at || "the value",
    ...apart(entry, 9),
    difference: brief(entry.difference),
    allowed: brief(entry.allowed),
  };
}
