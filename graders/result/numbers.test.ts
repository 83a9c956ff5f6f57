import { expect, test } from "vitest";
import { apart, shortNumber } from "./numbers.ts";

test("a number has at most nine significant digits, and −0 keeps its sign", () => {
  expect([1 / 3, 1e-12 / 3, 123456789012, -0, "NaN"].map((value) => shortNumber(value))).toEqual([
    "0.333333333",
    "3.33333333e-13",
    "123456789000",
    "-0",
    "NaN",
  ]);
});

test("two numbers that differ never look the same", () => {
  expect(apart({ expected: 2, actual: 2.5 })).toEqual({ expected: "2", actual: "2.5" });
  expect(apart({ expected: 1, actual: 1 + 2 ** -52 })).toEqual({ expected: "1", actual: "1.0000000000000002" });
  expect(apart({ expected: 0, actual: "-0" })).toEqual({ expected: "0", actual: "-0" });
});
