import { concatenate, Random, ShapeError, stack, tensor, where, zeros } from "#tensor";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

const run = { seed: 8 };
const shapes = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 4 });
const lengths = fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 4 });

describe("laws", () => {
  test("slicing a concatenation where its parts meet restores the parts", () => {
    fc.assert(
      fc.property(shapes, fc.nat(), lengths, fc.nat(), (shape, which, sizes, seed) => {
        const random = new Random(seed);
        const axis = which % shape.length;
        const parts = sizes.map((size) => random.normal(shape.with(axis, size)));
        const joined = concatenate(parts, axis - shape.length);
        const whole = Array.from({ length: axis }, () => null);
        let start = 0;
        for (const part of parts) {
          const stop = start + part.shape[axis]!;
          expect(joined.slice(...whole, [start, stop])).toEqual(part);
          start = stop;
        }
        expect(joined.shape[axis]).toBe(start);
      }),
      run,
    );
  });

  test("entry i along the axis of a stack is tensor i", () => {
    fc.assert(
      fc.property(shapes, fc.nat(), fc.integer({ min: 1, max: 3 }), fc.nat(), (shape, which, count, seed) => {
        const random = new Random(seed);
        const axis = which % (shape.length + 1);
        const parts = Array.from({ length: count }, () => random.normal(shape));
        const stacked = stack(parts, axis);
        const whole = Array.from({ length: axis }, () => null);
        for (const [i, part] of parts.entries()) expect(stacked.slice(...whole, i)).toEqual(part);
      }),
      run,
    );
  });

  test("where is the mask times a plus the rest times b", () => {
    const size = fc.nat({ max: 4 });
    fc.assert(
      fc.property(size, size, fc.nat(), (n, m, seed) => {
        const random = new Random(seed);
        const [mask, a, b] = [random.bernoulli([n, 1], 0.5), random.normal([m]), random.normal([n, m])];
        expect(where(mask, a, b)).toEqual(mask.mul(a).add(mask.neg().add(1).mul(b)));
      }),
      run,
    );
  });
});

describe("cases", () => {
  test("what where does not pick does not matter, even NaN", () => {
    expect(where(tensor([1, 0]), tensor([1, NaN]), 0).toArray()).toEqual([1, 0]);
    expect(where(tensor(1), 2, 3).toArray()).toBe(2);
  });

  test("stack makes a vector of numbers", () => {
    expect(stack([tensor(1), tensor(2)]).toArray()).toEqual([1, 2]);
    expect(stack([tensor([1, 2]), tensor([3, 4])], -1).toArray()).toEqual([
      [1, 3],
      [2, 4],
    ]);
  });
});

describe("errors", () => {
  test.each([
    [() => concatenate([]), "concatenate: got no tensors, expected at least one."],
    [() => stack([]), "stack: got no tensors, expected at least one."],
    [
      () => concatenate([zeros([2, 3]), zeros([2, 4])]),
      "concatenate: tensors[1] is [2, 4], expected the shape of tensors[0], [2, 3], on every axis but 0.",
    ],
    [
      () => concatenate([zeros([2, 3]), zeros([2])], 1),
      "concatenate: tensors[1] is [2], expected the shape of tensors[0], [2, 3], on every axis but 1.",
    ],
    [
      () => stack([zeros([2]), zeros([3])]),
      "stack: tensors[1] is [3], expected the shape of tensors[0], [2]. Join along an axis they have with concatenate.",
    ],
    [
      () => where(zeros([2]), zeros([3]), 0),
      "where: cannot broadcast [2] with [3]; axis -1 has 2 and 3, " +
        "but sizes aligned from the right must be equal or one of them 1. Reshape one of them.",
    ],
  ])("tensors whose shapes do not fit are refused: %#", (act, message) => {
    expect(act).toThrow(new ShapeError(message));
  });

  test.each([
    [() => concatenate([tensor(1)]), "concatenate: axis is 0 for shape [], but this shape has no axes."],
    [() => stack([zeros([2])], 2), "stack: axis is 2 for tensors of shape [2], expected an integer in [-2, 2)."],
  ])("an axis out of range is refused: %#", (act, message) => {
    expect(act).toThrow(new RangeError(message));
  });

  test("where refuses an array", () => {
    expect(() => where([1] as never, 1, 2)).toThrow(
      new TypeError(
        "where: the operand is an array of length 1, expected a Tensor or a number. Wrap arrays with tensor(...).",
      ),
    );
  });
});
