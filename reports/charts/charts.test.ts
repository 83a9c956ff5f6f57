import { expect, test } from "vitest";
import { curve, padding, rows, training } from "../samples/pictures.ts";
import type { ExerciseResult } from "#graders/result/result.ts";
import { comparedParts } from "../compared.ts";
import { languageOf } from "../texts/language.ts";
import { chartFor, type Chosen } from "./choose.ts";
import { curves } from "./curves.ts";
import { differenceMap } from "./difference-map.ts";

const english = languageOf("en");

function chosen<Kind extends Chosen["kind"]>({ checks }: ExerciseResult, kind: Kind): Extract<Chosen, { kind: Kind }> {
  const lesson = checks[0]!.lesson!;
  const found = chartFor(comparedParts(lesson).parts[0]!, lesson.input);
  expect(found?.kind).toBe(kind);
  return found as Extract<Chosen, { kind: Kind }>;
}

test("a map writes each difference with its sign, and nothing where the entry is right", () => {
  const { slices, legend, rest } = differenceMap(chosen(rows, "map"), english);
  expect(slices).toHaveLength(1);
  const { cells, columns, rows: lines, label, description } = slices[0]!;
  expect([label, description, rest]).toEqual(["", "5 of 20 entries differ.", ""]);
  expect([columns.map(({ text }) => text), lines.map(({ text }) => text)]).toEqual([
    ["0", "1", "2", "3", "4"],
    ["0", "1", "2", "3"],
  ]);
  // Row 1 is off by (index − 7) / 4 for index 5 to 9, and NaN at 7.
  expect(cells.slice(5, 10).map(({ text, tone }) => [text, tone])).toEqual([
    ["−0.5", "below-4"],
    ["−0.25", "below-3"],
    ["?", "unknown"],
    ["+0.25", "above-3"],
    ["+0.5", "above-4"],
  ]);
  const others = [...cells.slice(0, 5), ...cells.slice(10)];
  expect(others.every(({ text, tone }) => text === "" && tone === "right")).toBe(true);
  expect(legend).toContain("at most 0.5");
});

test("cells lie in rows and columns without gaps", () => {
  const { cells, width, height } = differenceMap(chosen(rows, "map"), english).slices[0]!;
  const [first, second, below] = [cells[0]!, cells[1]!, cells[5]!];
  expect(second.left - first.left).toBe(first.width);
  expect(below.top - first.top).toBe(first.height);
  const last = cells.at(-1)!;
  expect([last.left + last.width <= width, last.top + last.height <= height]).toEqual([true, true]);
});

test("the slices of a feature map stand beside each other, signs alone where there is no room for numbers", () => {
  const { slices } = differenceMap(chosen(padding, "map"), english);
  expect(slices.map(({ label, cells }) => [label, cells.length])).toEqual([
    ["[0, 0]", 96],
    ["[0, 1]", 96],
  ]);
  const texts = slices.flatMap(({ cells }) => cells.map(({ text }) => text));
  expect(new Set(texts)).toEqual(new Set(["", "+", "−"]));
  // Columns 9, 10 and 11 of 8 rows in 2 slices.
  expect(texts.filter((text) => text !== "")).toHaveLength(48);
});

test("slices that are right are counted and not drawn", () => {
  const values = Array.from({ length: 48 }, (_, index) => index);
  const actual = values.map((value) => (value < 2 ? value + 1 : value));
  const map = differenceMap(
    { kind: "map", shape: [4, 3, 4], expected: values, actual, wrong: new Set([0, 1]) },
    english,
  );
  expect(map.slices.map(({ label }) => label)).toEqual(["[0]"]);
  expect(map.rest).toBe("… and 3 slices that are right.");
});

test("a curve runs over its argument from left to right, whatever its order", () => {
  const mixed = { ...chosen(curve, "over argument") };
  const backwards = {
    ...mixed,
    argument: mixed.argument.toReversed(),
    expected: mixed.expected.toReversed(),
    actual: mixed.actual.toReversed(),
    wrong: new Set([5, 6, 7, 8]),
  };
  expect(curves(backwards, english)).toEqual(curves(mixed, english));
  const { expected, ties, title, description } = curves(mixed, english);
  const across = expected.marks.map(({ x }) => x);
  expect(across).toEqual(across.toSorted((a, b) => a - b));
  expect([title, ties.length]).toEqual(["Over x", 4]);
  expect(description).toBe("Expected and received. 4 of 9 entries differ, at x = -3, -2, -1, -0.5.");
});

test("a larger value stands higher", () => {
  const { expected } = curves(chosen(curve, "over argument"), english);
  // gelu(3) = 2.996 is the largest, gelu(-1) = -0.159 the smallest.
  const heights = expected.marks.map(({ y }) => y);
  expect([Math.min(...heights), Math.max(...heights)]).toEqual([heights[8], heights[2]]);
});

test("what is far off the scale is an arrow, what is no number is told, and neither presses the curve flat", () => {
  const { arrows, note, actual, expected, frame } = curves(chosen(training, "over steps"), english);
  expect(arrows.map(({ up }) => up)).toEqual([true, true, true]);
  expect(note).toBe(
    "3 arrows stand for what is far outside of the picture. 2 entries are no finite number and can't be drawn.",
  );
  expect(actual.path).not.toMatch(/NaN|Infinity/);
  // The losses fall from 1 to 0.017: nearly over the whole height.
  const heights = [...expected.path.matchAll(/,([\d.]+)/g)].map(([, y]) => Number(y));
  expect(Math.max(...heights) - Math.min(...heights)).toBeGreaterThan((frame.bottom - frame.top) * 0.7);
});
