import { arange, eye, full, ones, Random, ShapeError, tensor, Tensor, zeros } from "#tensor";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

const run = { seed: 7 };
const shapes = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 4 });

describe("laws", () => {
  test("tensor reads back what toArray writes", () => {
    fc.assert(
      fc.property(shapes, fc.nat(), (shape, seed) => {
        const x = new Random(seed).normal(shape);
        expect(tensor(x.toArray())).toEqual(x);
        expect(tensor(x)).toEqual(x);
      }),
      run,
    );
  });

  test("arange counts from start towards stop and never reaches it", () => {
    const whole = fc.integer({ min: -9, max: 9 });
    fc.assert(
      fc.property(whole, whole, whole, (start, stop, step) => {
        fc.pre(step !== 0);
        const expected: number[] = [];
        for (let value = start; step > 0 ? value < stop : value > stop; value += step) expected.push(value);
        expect(arange(start, stop, step).toArray()).toEqual(expected);
      }),
      run,
    );
  });
});

describe("cases", () => {
  test("an empty array is a vector of size 0, and empty rows keep their count", () => {
    expect(tensor([]).shape).toEqual([0]);
    expect(tensor([[], []]).shape).toEqual([2, 0]);
  });

  test("tensor copies a tensor", () => {
    const x = ones([2]);
    expect(tensor(x).data).not.toBe(x.data);
  });

  test("zeros, ones, full and eye hold what they say", () => {
    expect(zeros([2, 0]).size).toBe(0);
    expect(full([], NaN).item()).toBe(NaN);
    expect(eye(3).sum(0).toArray()).toEqual([1, 1, 1]);
    expect(eye(0).shape).toEqual([0, 0]);
  });

  test("a step that is not whole does not pile up rounding errors", () => {
    expect(arange(0, 1, 0.1).at(9)).toBe(0.9);
  });
});

describe("errors", () => {
  test.each([
    [[[1, 2], [3]], "values[1] is an array of length 1, expected length 2"],
    [
      [
        [[1], [2]],
        [[3], [4, 5]],
      ],
      "values[1][1] is an array of length 2, expected length 1",
    ],
    [[[1, 2], 3], "values[1] is a number, expected an array of length 2"],
    [[1, [2]], "values[1] is an array of length 1, expected a number"],
    [[[], [1]], "values[1] is an array of length 1, expected length 0"],
  ])("ragged values %j are refused with their place", (values, what) => {
    expect(() => tensor(values as never)).toThrow(
      new ShapeError(`tensor: ${what} as in the first entry. Pad or cut the rows to one length.`),
    );
  });

  test.each([
    [[1, "a"], 'values[1] is "a"'],
    [[[undefined]], "values[0][0] is undefined"],
    [null, "values is null"],
    [new Float64Array(2), "values is an object"],
    [[new Float64Array(2)], "values[0] is an object"],
    [() => 1, "values is a function"],
    [["a long string that is cut"], "values[0] is a string of length 25"],
  ])("a value that is no number is refused with its place: %#", (values, what) => {
    expect(() => tensor(values as never)).toThrow(new TypeError(`tensor: ${what}, expected a number or an array.`));
  });

  test("arange refuses a step of 0 and infinite bounds", () => {
    const rule = "expected finite numbers and a step other than 0.";
    expect(() => arange(0, 3, 0)).toThrow(new RangeError(`arange: start, stop and step are 0, 3 and 0, ${rule}`));
    expect(() => arange(Infinity)).toThrow(
      new RangeError(`arange: start, stop and step are 0, Infinity and 1, ${rule}`),
    );
  });

  test("eye, ones and full refuse a size that is not whole", () => {
    expect(() => eye(1.5)).toThrow(new ShapeError("eye: shape[0] is 1.5, expected a whole number, at least 0."));
    expect(() => ones([-1])).toThrow(new ShapeError("ones: shape[0] is -1, expected a whole number, at least 0."));
    expect(() => full([NaN], 1)).toThrow(new ShapeError("full: shape[0] is NaN, expected a whole number, at least 0."));
    expect(() => new Tensor([1], [1.5])).toThrow(
      new ShapeError("Tensor: shape[0] is 1.5, expected a whole number, at least 0."),
    );
  });
});
