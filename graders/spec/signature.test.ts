import { describe, expect, test } from "vitest";
import { parseSignature, parseType, symbolsOf } from "./signature.ts";

describe("a type in words", () => {
  test("names shape, entries and interval", () => {
    expect(parseType("tensor[N, 4H, 3, T+1] of integers in [0, C)", "/x")).toEqual({
      kind: "tensor",
      optional: false,
      shape: [
        { factor: 1, symbol: "N", offset: 0 },
        { factor: 4, symbol: "H", offset: 0 },
        { factor: 0, offset: 3 },
        { factor: 1, symbol: "T", offset: 1 },
      ],
      entries: "integers",
      interval: { low: { value: 0, open: false }, high: { value: "C", open: true } },
    });
  });
  test("may be the shape of another argument", () => {
    expect(parseType("like x in (0, inf)", "/x")).toEqual({
      kind: "tensor",
      optional: false,
      like: "x",
      entries: "reals",
      interval: { low: { value: 0, open: true }, high: { value: Infinity, open: true } },
    });
  });
  test("may be a list of values, a choice, a record, and optional", () => {
    expect(parseType("tensor[N] of -1 or 1", "/x")).toMatchObject({ entries: [-1, 1] });
    expect(parseType("optional one of mean, sum, none", "/x")).toEqual({
      kind: "choice",
      options: ["mean", "sum", "none"],
      optional: true,
    });
    expect(parseType({ axis: "optional integer in [-1, 1]" }, "/x")).toMatchObject({ kind: "record", optional: true });
  });
  test("names every size that must be drawn", () => {
    expect(symbolsOf(parseType({ a: "tensor[N, 2D]", b: "integer in [0, C)" }, "/x"))).toEqual(["N", "D", "C"]);
  });
});

describe("a type that can't be read says what was found and what is known", () => {
  test.each([
    [
      "vector[N]",
      'is "vector[N]", expected a type such as "tensor[N, D]", "like x", "number in (0, 1]", "integer in [1, 3]", "boolean", "one of a, b", "random" or "any".',
    ],
    ["tensor[N*2]", 'has the size "N*2", expected a number, a symbol such as N, a multiple such as 4H, or N+1.'],
    [
      "tensor of primes",
      'has entries "of primes", expected integers, one-hot rows, probabilities, or numbers such as "-1 or 1".',
    ],
    ["number in 0..1", 'has the interval "0..1", expected one such as [0, 1), (0, inf) or [0, C).'],
  ])("%s", (text, message) => {
    expect(() => parseType(text, "/functions/f/x")).toThrow(message);
  });
  test("a signature without a result", () => {
    expect(() => parseSignature({ x: "tensor" }, "/functions/f")).toThrow(
      'has no "returns". Say what the function gives back, such as "returns": "like x".',
    );
  });
});
