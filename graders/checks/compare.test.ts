import { describe, expect, test } from "vitest";
import { tensor } from "#tensor";
import { Opaque, type Value } from "#graders/execution/executor.ts";
import { compare, toleranceInWords, type Tolerance } from "./compare.ts";

function reason(expected: Value, actual: Value, tolerance?: Partial<Tolerance>): string {
  const comparison = compare(expected, actual, tolerance);
  return comparison.equal ? "equal" : comparison.reason;
}

describe("compare accepts", () => {
  test("entries within the relative tolerance", () => {
    expect(reason(tensor([1000, 1]), tensor([1000.0005, 1.0000005]))).toBe("equal");
  });
  test("NaN for NaN, an infinity for the same infinity, −0 for 0", () => {
    expect(reason(tensor([NaN, Infinity, -Infinity, 0]), tensor([NaN, Infinity, -Infinity, -0]))).toBe("equal");
  });
  test("rounding as small as the largest entry makes it, where the entry itself is tiny", () => {
    expect(reason(tensor([1, 1e-12]), tensor([1, 2e-12]))).toBe("equal");
  });
  test("a number for a tensor of shape [] and the other way round", () => {
    expect(reason(tensor(2), 2)).toBe("equal");
    expect(reason(2, tensor(2))).toBe("equal");
  });
  test("neighbouring numbers under a tolerance in ulp alone", () => {
    const exact = { relative: 0, scale: 0, absolute: 0 };
    expect(reason(1, 1 + 2 ** -52, { ...exact, ulp: 1 })).toBe("equal");
    expect(reason(2 ** -1074, -(2 ** -1074), { ...exact, ulp: 2 })).toBe("equal");
    expect(reason(1, 1 + 3 * 2 ** -52, { ...exact, ulp: 1 })).not.toBe("equal");
  });
  test("single precision throughout, unless the spec asks for a tolerance of its own", () => {
    const right = [0.1, 0.2, 1 / 3];
    const single = right.map((entry) => Math.fround(Math.fround(entry) * (1 + 2 ** -20)));
    expect(reason(tensor(right), tensor(single))).toBe("equal");
    expect(reason(tensor(right), tensor(single), { relative: 1e-9 })).not.toBe("equal");
    expect(reason(tensor(right), tensor([...single.slice(0, 2), (1 / 3) * (1 + 2 ** -18)]))).not.toBe("equal");
    expect(reason(tensor(right), tensor(right.map((entry) => Math.fround(entry * 1.0001))))).not.toBe("equal");
  });
  test("records in any order of fields", () => {
    expect(reason({ a: 1, b: tensor([2]) }, { b: tensor([2]), a: 1 })).toBe("equal");
  });
});

describe("compare refuses, and says what it found", () => {
  test.each<[string, Value, Value, string]>([
    [
      "one wrong entry",
      tensor([
        [1, 2],
        [3, 4],
      ]),
      tensor([
        [1, 2],
        [3, 5],
      ]),
      "The entry at [1, 1] is 5, expected 4. 1 of 4 entries differs.",
    ],
    ["all wrong entries", tensor([1, 2]), tensor([2, 3]), "The entry at [0] is 2, expected 1. Both entries differ."],
    ["another shape", tensor([[1, 2]]), tensor([1, 2]), "The result has the shape [2], expected [1, 2]."],
    [
      "an array for a tensor",
      tensor([1, 2]),
      [1, 2],
      "The result is an array of 2 entries, expected a tensor of shape [2]. Wrap it: tensor([...]).",
    ],
    ["undefined", tensor([1]), undefined, "The result is undefined, expected a tensor of shape [1]."],
    ["NaN", 1, NaN, "The result is NaN, expected 1."],
    [
      "the wrong infinity",
      tensor([Infinity]),
      tensor([-Infinity]),
      "The entry at [0] is -Infinity, expected Infinity.",
    ],
    [
      "a missing field",
      { gradInput: tensor([1]), gradBias: 2 },
      { gradInput: tensor([1]) },
      "The result lacks the field gradBias; it has gradInput.",
    ],
    [
      "a wrong entry in a field",
      { gradBias: tensor([1]) },
      { gradBias: tensor([2]) },
      "The entry at .gradBias[0] is 2, expected 1.",
    ],
    ["a function", tensor([1]), new Opaque("a function"), "The result is a function, expected a tensor of shape [1]."],
    ["text", "mean", "sum", 'The result is "sum", expected "mean".'],
    ["a boolean for a number", 1, true, "The result is true, expected a number."],
  ])("%s", (_what, expected, actual, text) => {
    expect(reason(expected, actual)).toBe(text);
  });

  test("−0 for 0 only when the sign counts", () => {
    expect(reason(tensor([0]), tensor([-0]), { signedZero: true })).toBe("The entry at [0] is -0, expected 0.");
  });

  test("a tiny answer that is off by half, however small it is", () => {
    expect(reason(tensor([1e-30]), tensor([1.5e-30]), { absolute: 0 })).toContain("is 1.5e-30, expected 1e-30");
  });

  test("lists the worst five entries by position, each with its error and what was allowed", () => {
    const comparison = compare(tensor([1, 1, 1, 1, 1, 1, 1]), tensor([2, 3, 4, 5, 6, 7, 1]));
    if (comparison.equal) throw new Error("must differ");
    expect(comparison.differences.map(({ at }) => at)).toEqual(["[1]", "[2]", "[3]", "[4]", "[5]"]);
    expect(comparison.differences[0]).toEqual({
      at: "[1]",
      expected: 1,
      actual: 3,
      difference: 2,
      allowed: 1e-6 + 1e-8 + 1e-14,
    });
    expect(comparison.differing).toEqual({ count: 6, of: 7 });
  });
});

describe("compare says it so that it can be read", () => {
  test("names all fields that differ, and the field whose entries are counted", () => {
    expect(reason({ weight: tensor([0, 1]), bias: 2, epochs: 3 }, { weight: tensor([1, 1]), bias: 3, epochs: 3 })).toBe(
      "The entry at .weight[0] is 1, expected 0. 1 of 2 entries of .weight differs. The fields that differ: weight, bias.",
    );
  });

  test("prints nine digits, and more where two numbers would look the same", () => {
    expect(reason(1 / 3, 2 / 3)).toBe("The result is 0.666666667, expected 0.333333333.");
    expect(reason(1, 1 + 2 ** -52, { relative: 0, scale: 0, absolute: 0 })).toBe(
      "The result is 1.0000000000000002, expected 1.",
    );
  });

  test("lists every place that differs, for marking; a whole value has no entries", () => {
    const wrong = (expected: Value, actual: Value): unknown => {
      const comparison = compare(expected, actual);
      return comparison.equal ? [] : comparison.wrong;
    };
    expect(wrong(tensor([1, 2, 3]), tensor([1, 5, 6]))).toEqual([{ at: "", entries: [1, 2] }]);
    expect(wrong({ a: tensor([1]), b: [1, 2], c: true }, { a: tensor([2]), b: [1], c: false })).toEqual([
      { at: ".a", entries: [0] },
      { at: ".b", entries: [] },
      { at: ".c", entries: [] },
    ]);
    expect(wrong(tensor([1]), tensor([[1]]))).toEqual([{ at: "", entries: [] }]);
  });
});

test("a tolerance says how much and why", () => {
  expect(toleranceInWords({})).toBe(
    "within 1e-6 of the expected entry plus 1e-8 of the largest entry; rounding in a sum of such terms stays below that",
  );
  expect(toleranceInWords({ relative: 0, scale: 0, absolute: 0 })).toBe(
    "nothing: no rounding happens here, so the numbers must be the same",
  );
  expect(toleranceInWords({ relative: 0, scale: 0, absolute: 0, ulp: 4 })).toBe(
    "4 steps to a neighbouring float64 number, for rounding",
  );
  expect(toleranceInWords({ absolute: 0.003 })).toBe(
    "within 1e-6 of the expected entry plus 1e-8 of the largest entry plus 0.003; right answers differ by this much at most",
  );
});
