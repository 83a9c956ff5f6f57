/** Expected and received, part by part: of a record only what differs is shown, the rest is named. */
import type { Lesson, Preview } from "#graders/result/result.ts";

export interface ComparedPart {
  /** `.gradWeight`; empty for the whole. */
  readonly name: string;
  readonly expected?: Preview;
  readonly actual?: Preview;
}

export interface ComparedParts {
  readonly parts: readonly ComparedPart[];
  /** Names of the parts that are right. */
  readonly right: readonly string[];
}

export function comparedParts({ expected, actual }: Pick<Lesson, "expected" | "actual">): ComparedParts {
  if (!expected || !actual) {
    const only = expected ?? actual;
    const parts = only
      ? flattened("", only).map((part) =>
          expected ? { ...part, expected: part.value } : { ...part, actual: part.value },
        )
      : [];
    return { parts: parts.map(({ value: _, ...part }) => part), right: [] };
  }
  return compared("", expected, actual);
}

function compared(name: string, expected: Preview, actual: Preview): ComparedParts {
  if (!expected.fields || !actual.fields || !sameNames(expected.fields, actual.fields))
    return { parts: [{ name, expected, actual }], right: [] };
  const given = new Map(actual.fields.map((field) => [field.name, field.value]));
  const all = expected.fields.map(({ name: own, value }) => {
    const received = given.get(own)!;
    return isRight(received) ? { parts: [], right: [name + own] } : compared(name + own, value, received);
  });
  const parts = all.flatMap((part) => part.parts);
  // Nothing is marked, so nothing is known to be right.
  if (parts.length === 0) return { parts: [{ name, expected, actual }], right: [] };
  return { parts, right: all.flatMap((part) => part.right) };
}

function isRight({ wrong, fields = [] }: Preview): boolean {
  return wrong === undefined && fields.every(({ value }) => isRight(value));
}

function sameNames(one: NonNullable<Preview["fields"]>, other: NonNullable<Preview["fields"]>): boolean {
  return one.length === other.length && one.every(({ name }) => other.some((field) => field.name === name));
}

/** A value with its parts laid side by side. */
function flattened(name: string, value: Preview): { name: string; value: Preview }[] {
  return value.fields ? value.fields.flatMap((field) => flattened(name + field.name, field.value)) : [{ name, value }];
}

/** Whether some of its entries are marked; of a single number nobody needs to be told what the mark means. */
export function hasMarks({ expected, actual }: ComparedPart): boolean {
  const { wrong = [], shape = [] } = actual ?? {};
  return wrong.length > 0 && shape.length > 0 && String(expected?.shape) === String(shape);
}
