import { expect, test } from "vitest";
import { matrix, vector } from "../samples/build.ts";
import { comparedPictures, pictureOf, type Picture } from "./picture.ts";

test("a matrix becomes a table with numbered rows, a short vector one row, a long one a column", () => {
  expect(pictureOf("x", matrix([[1, 2.123456789], [-3, "NaN"]]))).toEqual({
    label: "x",
    shape: "shape [2, 2]",
    table: {
      columns: ["[0]", "[1]"],
      numbered: true,
      rows: [
        {
          label: "[0]",
          cells: [
            { text: "1", differs: false },
            { text: "2.12345679", differs: false },
          ],
        },
        {
          label: "[1]",
          cells: [
            { text: "-3", differs: false },
            { text: "NaN", differs: false },
          ],
        },
      ],
      entryWidth: 10,
      // Twice ten characters and two between them, beside a label of three and its gap.
      across: 29,
      wide: false,
    },
    more: null,
    missing: "",
    text: "",
  }); // prettier-ignore
  expect(pictureOf("x", vector([1, 2])).table).toMatchObject({ columns: ["[0]", "[1]"], numbered: false });
  expect(pictureOf("x", vector([...Array(9).keys()])).table).toMatchObject({ columns: [], numbered: true });
});

test("rows beyond sixteen are folded away, and what the document doesn't hold is counted", () => {
  const column = { text: "", shape: [40, 1], values: Array.from({ length: 30 }, (_, index) => index) };
  const picture = pictureOf("x", column);
  expect(picture.table!.rows).toHaveLength(16);
  expect(picture.more).toMatchObject({ summary: "14 more rows" });
  expect(picture.more!.table.rows.at(-1)!.label).toBe("[29]");
  expect(picture.missing).toBe("… and 10 rows that the report does not hold");
});

test("the rows that are not folded away hold the first entry that differs", () => {
  const values = Array.from({ length: 40 }, (_, index) => index);
  const [expected, actual] = comparedPictures({
    name: "",
    expected: vector(values),
    actual: { ...vector(values.with(30, -1)), wrong: [30] },
  });
  expect(marked(actual!)).toEqual(["-1"]);
  expect(marked(expected!)).toEqual(["30"]);
  expect(actual!.more!.summary).toBe("24 other rows");
});

test("what has no entries stays text", () => {
  for (const preview of [{ text: "tensor([])", shape: [0], values: [] }, { text: "{ a: 1 }" }])
    expect(pictureOf("x", preview)).toMatchObject({ table: null, text: preview.text });
});

test("entries that differ are marked in both pictures, which are equally wide", () => {
  const [expected, actual] = comparedPictures({
    name: "",
    expected: matrix([[1, 2], [3, 4]]),
    actual: { ...matrix([[1, 500], [3, 4]]), wrong: [1] },
  }); // prettier-ignore
  expect([marked(expected!), marked(actual!)]).toEqual([["2"], ["500"]]);
  expect(expected!.table!.entryWidth).toBe(3);
});

test("nothing is marked where the shapes differ", () => {
  const pictures = comparedPictures({ name: "", expected: vector([1]), actual: { ...vector([1, 2]), wrong: [] } });
  expect(pictures.flatMap(marked)).toEqual([]);
});

function marked({ table }: Picture): string[] {
  return table!.rows.flatMap(({ cells }) => cells.filter(({ differs }) => differs).map(({ text }) => text));
}
