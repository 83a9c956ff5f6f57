import { expect, test } from "vitest";
import { matrix, vector } from "../samples/build.ts";
import { comparedPictures, pictureOf, type Picture } from "./picture.ts";

test("a small matrix becomes a table with numbered rows, a vector one row without a number", () => {
  expect(
    pictureOf(
      "x",
      matrix([
        [1, 2.123456789],
        [-3, "NaN"],
      ]),
    ),
  ).toEqual({
    label: "x",
    shape: "shape [2, 2]",
    grid: {
      columns: [0, 1],
      numbered: true,
      rows: [
        {
          index: 0,
          cells: [
            { text: "1", differs: false },
            { text: "2.12346", differs: false },
          ],
        },
        {
          index: 1,
          cells: [
            { text: "-3", differs: false },
            { text: "NaN", differs: false },
          ],
        },
      ],
      entryWidth: 7,
    },
    text: "",
  });
  expect(pictureOf("x", vector([1])).grid).toMatchObject({ numbered: false, rows: [{ index: 0 }] });
});

test("what is large, cut, of another rank or no tensor stays text", () => {
  const wide = vector([...Array(40).keys()]);
  for (const preview of [
    wide,
    { ...matrix([[1, 2]]), shape: [1, 1, 2] },
    { text: "tensor([])", shape: [0], values: [] },
    { text: "7", shape: [], values: [7] },
    { text: "tensor([[1, …]])", shape: [4, 4], values: [1, 2] },
    { text: "{ a: 1 }" },
  ]) {
    expect(pictureOf("x", preview)).toMatchObject({ grid: null, text: preview.text });
  }
});

test("entries that differ are marked in both pictures, at their place", () => {
  const expected = matrix([
    [1, 2],
    [3, 4],
  ]);
  const actual = matrix([
    [1, 5],
    [3, 4],
  ]);
  const pictures = comparedPictures(expected, actual, {
    differences: [{ at: "[0, 1]", expected: 2, actual: 5 }],
    all: false,
  });
  expect(pictures.map(marked)).toEqual([["2"], ["5"]]);
});

test("an entry that would look the same when short is shown in full", () => {
  const pictures = comparedPictures(vector([0.3333333333]), vector([0.3333333334]), {
    differences: [{ at: "[0]", expected: 0.3333333333, actual: 0.3333333334 }],
    all: false,
  });
  expect(pictures.map(marked)).toEqual([["0.3333333333"], ["0.3333333334"]]);
});

test("where every entry differs all are marked, though only the worst are listed", () => {
  const pictures = comparedPictures(vector([1, 2]), vector(["NaN", "NaN"]), {
    differences: [{ at: "[0]", expected: 1, actual: "NaN" }],
    all: true,
  });
  expect(pictures.map(marked)).toEqual([
    ["1", "2"],
    ["NaN", "NaN"],
  ]);
});

test("nothing is marked where the shapes differ or a place is none", () => {
  const differences = [
    { at: "[0]", expected: 1, actual: 2 },
    { at: ".gradWeight[0]", expected: 1, actual: 2 },
    { at: "", expected: 1, actual: 2 },
  ];
  expect(comparedPictures(vector([1]), vector([1, 2]), { differences, all: false }).flatMap(marked)).toEqual([]);
  expect(
    comparedPictures(vector([1, 2]), vector([2, 2]), { differences: differences.slice(1), all: false }).flatMap(marked),
  ).toEqual([]);
});

function marked({ grid }: Picture): string[] {
  return grid!.rows.flatMap(({ cells }) => cells.filter(({ differs }) => differs).map(({ text }) => text));
}
