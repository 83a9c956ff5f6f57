import { expect, test } from "vitest";
import type { Preview } from "#graders/result/result.ts";
import { comparedParts, hasMarks } from "./compared.ts";
import { vector } from "./samples/build.ts";

const record = (fields: Readonly<Record<string, Preview>>): Preview => ({
  text: "{ … }",
  fields: Object.entries(fields).map(([name, value]) => ({ name: `.${name}`, value })),
});

test("of a record what differs is shown and what is right is named", () => {
  const expected = record({ weight: vector([1]), bias: vector([2]), state: record({ done: { text: "true" } }) });
  const actual = record({
    weight: { ...vector([5]), wrong: [0] },
    bias: vector([2]),
    state: record({ done: { text: "false", wrong: [] } }),
  });
  const { parts, right } = comparedParts({ expected, actual });
  expect(parts.map(({ name }) => name)).toEqual([".weight", ".state.done"]);
  expect(right).toEqual([".bias"]);
});

test("records of other fields, and those in which nothing is marked, are shown as a whole", () => {
  const expected = record({ weight: vector([1]) });
  expect(comparedParts({ expected, actual: record({ bias: vector([1]) }) }).parts).toHaveLength(1);
  expect(comparedParts({ expected, actual: expected })).toEqual({
    parts: [{ name: "", expected, actual: expected }],
    right: [],
  });
});

test("a value that stands alone is shown part by part", () => {
  const actual = record({ weight: vector([1]), bias: vector([2]) });
  expect(comparedParts({ actual })).toEqual({
    parts: [
      { name: ".weight", actual: vector([1]) },
      { name: ".bias", actual: vector([2]) },
    ],
    right: [],
  });
  expect(comparedParts({})).toEqual({ parts: [], right: [] });
});

test("marks are spoken of where entries of one shape differ, and not for a single number", () => {
  const number = { text: "2", shape: [], values: [2] };
  const marks = (expected: Preview, actual: Preview) => hasMarks({ name: "", expected, actual });
  expect(marks(vector([1, 2]), { ...vector([1, 3]), wrong: [1] })).toBe(true);
  expect(marks(vector([1]), { ...vector([1, 3]), wrong: [] })).toBe(false);
  expect(marks(number, { ...number, wrong: [0] })).toBe(false);
  expect(marks({ text: "true" }, { text: "false", wrong: [] })).toBe(false);
});
