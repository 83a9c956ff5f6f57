import { expect, test } from "vitest";
import { comparedGrids, gridOf, stretch, type Grid } from "./grid.ts";
import { matrix, vector } from "./samples/build.ts";

const texts = (grid: Grid | undefined): unknown =>
  grid && [grid.columns, ...grid.rows.map(({ label, cells }) => [label, ...cells.map(({ text }) => text)])];

test("a vector stands upright or lies, a matrix has numbered rows and columns", () => {
  expect(texts(gridOf(vector([1, 2])))).toEqual([[], ["[0]", "1"], ["[1]", "2"]]);
  expect(texts(gridOf(vector([1, 2]), { lies: true }))).toEqual([
    ["[0]", "[1]"],
    ["", "1", "2"],
  ]);
  expect(texts(gridOf(matrix([[1, 1 / 3], [-3, "NaN"]])))).toEqual([
    ["[0]", "[1]"],
    ["[0]", "1", "0.333333333"],
    ["[1]", "-3", "NaN"],
  ]); // prettier-ignore
});

test("of a tensor with more axes the last runs along the columns and the others down the rows", () => {
  expect(texts(gridOf({ text: "", shape: [2, 1, 2], values: [1, 2, 3, 4] }))).toEqual([
    ["[0]", "[1]"],
    ["[0, 0]", "1", "2"],
    ["[1, 0]", "3", "4"],
  ]);
});

test("a number is one cell", () => {
  expect(texts(gridOf({ text: "7", shape: [], values: [7] }))).toEqual([[], ["", "7"]]);
});

test("rows that the document doesn't hold are counted, and what has no entry or no number is no grid", () => {
  expect(gridOf({ text: "", shape: [3, 2], values: [1, 2, 3] })).toMatchObject({
    missing: 2,
    rows: [{ label: "[0]" }],
  });
  for (const preview of [
    { text: "tensor([])", shape: [0], values: [] },
    { text: "{ a: 1 }" },
    { text: "", shape: [1, 300], values: [1, 2] },
  ])
    expect(gridOf(preview)).toBeUndefined();
});

test("entries that differ are marked in both grids, with digits enough to tell them apart", () => {
  const grids = comparedGrids(vector([1, 0.3333333333, 5]), { ...vector([2, 0.3333333334, 5]), wrong: [0, 1] })!;
  expect(grids.expected.rows.flatMap(({ cells }) => cells)).toEqual([
    { text: "1", differs: true },
    { text: "0.3333333333", differs: true },
    { text: "5", differs: false },
  ]);
  expect(grids.actual.rows.flatMap(({ cells }) => cells)).toEqual([
    { text: "2", differs: true },
    { text: "0.3333333334", differs: true },
    { text: "5", differs: false },
  ]);
});

test("values of different shapes are no pair of grids", () => {
  expect(comparedGrids(vector([1]), vector([1, 2]))).toBeUndefined();
});

test("a stretch begins at the beginning, unless what differs comes later", () => {
  expect(stretch(5, 10, () => false)).toEqual({ from: 0, to: 5 });
  expect(stretch(50, 10, (index) => index === 4)).toEqual({ from: 0, to: 10 });
  expect(stretch(50, 10, (index) => index === 20)).toEqual({ from: 19, to: 29 });
  expect(stretch(50, 10, (index) => index === 49)).toEqual({ from: 40, to: 50 });
  expect(stretch(50, 10, () => false)).toEqual({ from: 0, to: 10 });
});

test("values of one shape of which a document holds more on one side are not laid side by side", () => {
  const expected = { text: "", shape: [2], values: [1] };
  expect(comparedGrids(expected, { text: "", shape: [2], values: [1, 2], wrong: [1] })).toBeUndefined();
});
