import { expect, test } from "vitest";
import { cut, padEnd, padStart, width, wrapped } from "./columns.ts";

test("a CJK character takes two columns and a combining mark none", () => {
  expect(width("Σ_k 艾达 é e\u0301")).toBe(12);
  expect(padEnd("艾", 4)).toBe("艾  ");
  expect(padStart("艾", 4)).toBe("  艾");
});

test("lines break at spaces, and inside a word only where it doesn't fit at all", () => {
  expect(wrapped("one two three", 7)).toEqual(["one two", "three"]);
  expect(wrapped("abcdefghij kl", 4)).toEqual(["abcd", "efgh", "ij", "kl"]);
  expect(wrapped("one\ntwo", 10)).toEqual(["one", "two"]);
});

test("a cut text ends in an ellipsis and fits", () => {
  expect(cut("abcdef", 4)).toBe("abc…");
  expect(cut("abcd", 4)).toBe("abcd");
  expect(width(cut("艾达艾达", 4))).toBeLessThanOrEqual(4);
});
