import { broadcastShapes, ShapeError, tensor, zeros } from "#tensor";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

const run = { seed: 1 };
const shapes = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 4 });

describe("laws", () => {
  test("the order of two shapes does not matter to what they broadcast to", () => {
    fc.assert(
      fc.property(shapes, shapes, (a, b) => {
        expect(attempt(a, b)).toEqual(attempt(b, a));
      }),
      run,
    );
  });

  test("a shape broadcast with itself, or with [], is itself", () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        expect(broadcastShapes(shape, shape)).toEqual(shape);
        expect(broadcastShapes(shape, [])).toEqual(shape);
      }),
      run,
    );
  });

  test("the common shape absorbs both of its operands", () => {
    fc.assert(
      fc.property(shapes, shapes, (a, b) => {
        const common = attempt(a, b);
        fc.pre(common !== undefined);
        expect(broadcastShapes(common, a)).toEqual(common);
        expect(broadcastShapes(common, b)).toEqual(common);
      }),
      run,
    );
  });
});

describe("errors", () => {
  test("broadcastShapes names both shapes and the axis at which they disagree", () => {
    expect(() => broadcastShapes([2, 3], [4])).toThrow(
      new ShapeError(
        "broadcastShapes: cannot broadcast [2, 3] with [4]; axis -1 has 3 and 4, " +
          "but sizes aligned from the right must be equal or one of them 1. Reshape one of them.",
      ),
    );
  });

  test.each([
    [() => zeros([2.5]), "zeros: shape[0] is 2.5, expected a whole number, at least 0."],
    [() => zeros([1, -1]), "zeros: shape[1] is -1, expected a whole number, at least 0."],
    [() => zeros(3 as never), "zeros: shape is 3, expected an array of sizes such as [2, 3]."],
  ])("a shape that is not a list of whole numbers is refused: %#", (act, message) => {
    expect(act).toThrow(new ShapeError(message));
  });

  test.each([
    [() => zeros([2, 3]).sum(2), "sum: axis is 2 for shape [2, 3], expected an integer in [-2, 2)."],
    [() => zeros([2, 3]).mean(0.5), "mean: axis is 0.5 for shape [2, 3], expected an integer in [-2, 2)."],
    [() => tensor(3).max(0), "max: axis is 0 for shape [], but this shape has no axes."],
    [() => zeros([2, 3]).sum([1, -1]), "sum: axes [1, -1] name an axis of [2, 3] twice, expected each once."],
  ])("an axis that the shape does not have, or named twice, is refused: %#", (act, message) => {
    expect(act).toThrow(new RangeError(message));
  });
});

function attempt(a: readonly number[], b: readonly number[]): readonly number[] | undefined {
  try {
    return broadcastShapes(a, b);
  } catch {
    return undefined;
  }
}
