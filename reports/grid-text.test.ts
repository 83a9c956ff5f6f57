import { expect, test } from "vitest";
import { partLines } from "./grid-text.ts";
import { matrix, vector } from "./samples/build.ts";

test("vectors stand beside each other, entries that differ have a star", () => {
  expect(
    partLines({ name: "", expected: vector([0, 0, 5]), actual: { ...vector([7, -11, 5]), wrong: [0, 1] } }, 80),
  ).toEqual([
    "     expected    received", //
    "[0]         0*          7*",
    "[1]         0*        -11*",
    "[2]         5           5",
  ]);
});

test("matrices stand beside each other with their indices, and below each other where that is too wide", () => {
  const part = {
    name: ".gradWeight",
    expected: matrix([[1, 2], [3, 4]]),
    actual: { ...matrix([[1, 20], [3, 4]]), wrong: [1] },
  }; // prettier-ignore
  expect(partLines(part, 80)).toEqual([
    ".gradWeight  shape [2, 2]",
    "     expected    received",
    "     [0]  [1]    [0]  [1]",
    "[0]    1    2*     1   20*",
    "[1]    3    4      3    4",
  ]);
  expect(partLines(part, 24)).toEqual([
    ".gradWeight  shape [2, 2]",
    "     expected",
    "     [0]  [1]",
    "[0]    1    2*",
    "[1]    3    4",
    "     received",
    "     [0]  [1]",
    "[0]    1   20*",
    "[1]    3    4",
  ]);
});

test("what is long is cut around the first entry that differs, and the cut is counted", () => {
  const values = Array.from({ length: 40 }, (_, index) => index);
  const lines = partLines(
    { name: "", expected: vector(values), actual: { ...vector(values.with(30, -1)), wrong: [30] } },
    80,
  );
  expect(lines).toHaveLength(18);
  expect(lines[1]).toContain("[24]");
  expect(lines.some((line) => /\[30\] +30\* +-1\*/.test(line))).toBe(true);
  expect(lines.at(-1)).toBe("… 24 rows before");
  expect(
    partLines({ name: "", expected: vector(values), actual: { ...vector(values.with(2, -1)), wrong: [2] } }, 80).at(-1),
  ).toBe("… 24 more rows");
});

test("columns that don't fit are counted too", () => {
  const row = Array.from({ length: 30 }, () => 0.123456789);
  const lines = partLines(
    { name: "", expected: matrix([row]), actual: { ...matrix([row.with(1, 9)]), wrong: [1] } },
    60,
  );
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(60);
  expect(lines.filter((line) => line.includes("more columns"))).toEqual(["… 26 more columns", "… 25 more columns"]);
});

test("values of different shapes stand below each other, and what is no grid is text", () => {
  expect(partLines({ name: "", expected: matrix([[1, 2]]), actual: { ...vector([1, 2]), wrong: [] } }, 80)).toEqual([
    "     expected  shape [1, 2]",
    "     [0]  [1]",
    "[0]    1    2",
    "received  shape [2]",
    "[0]  [1]",
    "  1    2",
  ]);
  expect(
    partLines({ name: ".converged", expected: { text: "true" }, actual: { text: "false", wrong: [] } }, 80),
  ).toEqual([".converged", "expected  true", "received  false"]);
});

test("two numbers stand beside each other", () => {
  const number = (value: number) => ({ text: String(value), shape: [], values: [value] });
  expect(partLines({ name: "", expected: number(49.5), actual: { ...number(148.5), wrong: [0] } }, 80)).toEqual([
    "expected    received",
    "    49.5*      148.5*",
  ]);
});
