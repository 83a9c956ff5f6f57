import { arange, Random, ShapeError, tensor, zeros } from "#tensor";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { everyIndex } from "./every-index.ts";

const run = { seed: 5 };
const shapes = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 });
const permuted = shapes.chain((shape) =>
  fc.tuple(
    fc.constant(shape),
    fc.shuffledSubarray(
      shape.map((_, axis) => axis),
      { minLength: shape.length },
    ),
  ),
);

describe("laws", () => {
  test("transposing twice is the identity", () => {
    fc.assert(
      fc.property(shapes, fc.nat(), (shape, seed) => {
        const x = new Random(seed).normal(shape);
        expect(x.transpose().transpose()).toEqual(x);
        if (shape.length >= 2) expect(x.T.T).toEqual(x);
      }),
      run,
    );
  });

  test("transpose moves the value at index i to the index with its axes in the new order", () => {
    fc.assert(
      fc.property(permuted, fc.nat(), ([shape, axes], seed) => {
        const x = new Random(seed).normal(shape);
        const y = x.transpose(axes);
        for (const index of everyIndex(shape)) expect(y.at(...axes.map((axis) => index[axis]!))).toBe(x.at(...index));
      }),
      run,
    );
  });

  test("reshaping there and back is the identity", () => {
    fc.assert(
      fc.property(shapes, fc.nat(), (shape, seed) => {
        const x = new Random(seed).normal(shape);
        expect(x.flatten().reshape(shape)).toEqual(x);
        expect(x.flatten().data).toEqual(x.data);
      }),
      run,
    );
  });

  test("broadcastTo repeats: each index reads the value with its new and repeated axes left out", () => {
    fc.assert(
      fc.property(shapes, fc.array(fc.boolean(), { minLength: 4 }), fc.nat(), (shape, small, seed) => {
        const from = shape.map((size, axis) => (small[axis] ? 1 : size));
        const x = new Random(seed).normal(from);
        const y = x.broadcastTo([2, ...shape]);
        for (const [, ...index] of everyIndex(y.shape)) {
          expect(y.at(1, ...index)).toBe(x.at(...index.map((i, axis) => (small[axis] ? 0 : i))));
        }
      }),
      run,
    );
  });

  test("cutting the padding off again restores the tensor, and the padding sums to value times its count", () => {
    const pairs = fc.array(fc.tuple(fc.nat({ max: 2 }), fc.nat({ max: 2 })), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(shapes, pairs, fc.nat(), (shape, pairs, seed) => {
        const x = new Random(seed).normal(shape);
        const widths = shape.map((_, axis) => pairs[axis]!);
        const padded = x.pad(widths, 0.5);
        expect(
          padded.slice(...shape.map((size, axis) => [widths[axis]![0], widths[axis]![0] + size] as const)),
        ).toEqual(x);
        expect(padded.sum().item()).toBeCloseTo(x.sum().item() + 0.5 * (padded.size - x.size), 10);
      }),
      run,
    );
  });

  test("squeezing an axis that expandDims inserted restores the tensor", () => {
    fc.assert(
      fc.property(shapes, fc.nat(), fc.nat(), (shape, where, seed) => {
        const x = new Random(seed).normal(shape);
        const axis = (where % (2 * shape.length + 2)) - shape.length - 1;
        expect(x.expandDims(axis).squeeze(axis)).toEqual(x);
      }),
      run,
    );
  });
});

describe("cases", () => {
  test("reshape works out the size written as -1", () => {
    expect(arange(12).reshape([2, -1, 3]).shape).toEqual([2, 2, 3]);
    expect(tensor(1).reshape([-1]).shape).toEqual([1]);
  });

  test("T swaps the last two axes and leaves the batch", () => {
    expect(zeros([5, 2, 3]).T.shape).toEqual([5, 3, 2]);
    expect(zeros([5, 2, 3]).transpose().shape).toEqual([3, 2, 5]);
    expect(zeros([5, 2, 3]).transpose([-1, 0, 1]).shape).toEqual([3, 5, 2]);
  });

  test("squeeze without an axis drops every axis of size 1", () => {
    expect(zeros([1, 2, 1]).squeeze().shape).toEqual([2]);
    expect(zeros([1, 2, 1]).squeeze(-1).shape).toEqual([1, 2]);
  });
});

describe("errors", () => {
  test.each([
    [() => arange(6).reshape([4]), "reshape: cannot turn [6] (6 values) into [4]; it holds 4."],
    [
      () => arange(6).reshape([4, -1]),
      "reshape: cannot turn [6] (6 values) into [4, -1]; 6 values do not divide evenly by 4.",
    ],
    [
      () => zeros([0]).reshape([0, -1]),
      "reshape: cannot turn [0] (0 values) into [0, -1]; 0 values do not divide evenly by 0.",
    ],
    [() => arange(6).reshape([-1, -1]), "reshape: shape[0] is -1, expected a whole number, at least 0."],
    [() => zeros([2, 3]).transpose([0]), "transpose: axes are [0] for shape [2, 3], expected each of its axes once."],
    [
      () => zeros([2, 3]).transpose([1, 1]),
      "transpose: axes are [1, 1] for shape [2, 3], expected each of its axes once.",
    ],
    [() => zeros([2]).T, "T: shape is [2], expected at least two axes to swap. Add one with expandDims."],
    [() => zeros([2, 1]).squeeze(0), "squeeze: axis 0 of [2, 1] has size 2, expected 1. Use reshape to merge axes."],
    [() => zeros([2]).pad([]), "pad: got 0 pairs of widths for shape [2], expected 1, one for each axis."],
    [
      () => zeros([2]).broadcastTo([2, 3]),
      "broadcastTo: cannot broadcast [2] to [2, 3]; aligned from the right, each size must be equal to the target's or 1. " +
        "Insert axes with expandDims.",
    ],
  ])("a shape that does not fit is refused: %#", (act, message) => {
    expect(act).toThrow(new ShapeError(message));
  });

  test("broadcastTo does not drop axes, even of size 1", () => {
    expect(() => zeros([1, 2]).broadcastTo([2])).toThrow(ShapeError);
  });

  test.each([
    [() => zeros([2]).transpose([1]), "transpose: axis is 1 for shape [2], expected an integer in [-1, 1)."],
    [() => zeros([2]).expandDims(2), "expandDims: axis is 2 for shape [2], expected an integer in [-2, 2)."],
    [() => zeros([2]).pad([[0, -1]]), "pad: widths[0] is [0, -1], expected two whole numbers, at least 0."],
  ])("a number out of range is refused: %#", (act, message) => {
    expect(act).toThrow(new RangeError(message));
  });
});
