import { arange, concatenate, Random, ShapeError, tensor, zeros } from "#tensor";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { everyIndex } from "./every-index.ts";

const run = { seed: 6 };
const shapes = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 });
const bound = fc.option(fc.integer({ min: -8, max: 8 }), { nil: null });

describe("laws", () => {
  test("the two parts of a cut, concatenated, restore the tensor", () => {
    fc.assert(
      fc.property(shapes, fc.nat(), fc.integer({ min: -6, max: 6 }), fc.nat(), (shape, which, cut, seed) => {
        const x = new Random(seed).normal(shape);
        const axis = which % shape.length;
        const whole = Array.from({ length: axis }, () => null);
        const parts = [x.slice(...whole, [null, cut]), x.slice(...whole, [cut, null])];
        expect(concatenate(parts, axis)).toEqual(x);
      }),
      run,
    );
  });

  test("a slice of one axis is the list that Python's rule walks through", () => {
    fc.assert(
      fc.property(fc.nat({ max: 7 }), bound, bound, fc.integer({ min: -4, max: 4 }), (length, start, stop, step) => {
        fc.pre(step !== 0);
        expect(arange(length).slice([start, stop, step]).toArray()).toEqual(walk(length, start, stop, step));
      }),
      {
        seed: 6,
        numRuns: 2000,
      },
    );
  });

  test("slicing an axis is gathering the indices of the slice along it", () => {
    fc.assert(
      fc.property(shapes, bound, fc.integer({ min: -3, max: 3 }), fc.nat(), (shape, start, step, seed) => {
        fc.pre(step !== 0);
        const x = new Random(seed).normal(shape);
        const indices = walk(shape.at(-1)!, start, null, step);
        const whole = shape.slice(1).map(() => null);
        expect(x.slice(...whole, [start, null, step])).toEqual(x.gather(indices, -1));
      }),
      run,
    );
  });

  test("gather puts the entry at indices[j] at j, along any axis and for indices of any shape", () => {
    fc.assert(
      fc.property(
        shapes,
        fc.array(fc.nat({ max: 3 }), { maxLength: 2 }),
        fc.nat(),
        fc.nat(),
        (shape, picked, which, seed) => {
          const random = new Random(seed);
          const x = random.normal(shape);
          const axis = which % shape.length;
          const indices = zeros(picked).map(() => random.integer(-shape[axis]!, shape[axis]!));
          const y = x.gather(indices, axis);
          expect(y.shape).toEqual([...shape.slice(0, axis), ...picked, ...shape.slice(axis + 1)]);
          for (const index of everyIndex(y.shape)) {
            const source = indices.at(...index.slice(axis, axis + picked.length));
            expect(y.at(...index)).toBe(x.at(...index.toSpliced(axis, picked.length, source)));
          }
        },
      ),
      run,
    );
  });
});

describe("cases", () => {
  const x = arange(24).reshape([2, 3, 4]);

  test("a number picks an entry and drops its axis, and missing ranges are whole", () => {
    expect(x.slice(1).shape).toEqual([3, 4]);
    expect(x.slice(null, -1).toArray()).toEqual([
      [8, 9, 10, 11],
      [20, 21, 22, 23],
    ]);
    expect(x.slice(1, 2, 3).toArray()).toBe(23);
    expect(x.slice()).toEqual(x);
  });

  test("ranges, steps and picks combine", () => {
    expect(x.slice([null, null, -1], [0, null, 2], 1).toArray()).toEqual([
      [13, 21],
      [1, 9],
    ]);
  });

  test("at counts negative indices from the end", () => {
    expect(x.at(-1, -3, 0)).toBe(12);
    expect(tensor(7).at()).toBe(7);
  });

  test("gathering nothing leaves an axis of size 0", () => {
    expect(x.gather([], 1).shape).toEqual([2, 0, 4]);
  });
});

describe("errors", () => {
  const x = zeros([2, 3]);

  test.each([
    [() => x.at(0), "at: indices are [0] for shape [2, 3], expected 2, one for each axis. Use slice for a part."],
    [() => x.slice(0, 0, 0), "slice: got 3 ranges for shape [2, 3], expected at most 2."],
  ])("a wrong number of indices is refused: %#", (act, message) => {
    expect(act).toThrow(new ShapeError(message));
  });

  test.each([
    [() => x.at(0, 3), "at: indices[1] is 3, expected an integer in [-3, 3)."],
    [() => x.at(0.5, 0), "at: indices[0] is 0.5, expected an integer in [-2, 2)."],
    [() => zeros([0]).at(0), "at: indices[0] is 0, but that axis is empty."],
    [() => x.slice(-3), "slice: ranges[0] is -3, expected an integer in [-2, 2)."],
    [
      () => x.slice(null, [0, 3, 0]),
      "slice: ranges[1] is [0, 3, 0], expected integers or null for an open end, and a step other than 0.",
    ],
    [
      () => x.slice([null, 1.5]),
      "slice: ranges[0] is [null, 1.5, 1], expected integers or null for an open end, and a step other than 0.",
    ],
    [() => x.gather([0, 2]), "gather: indices[1] is 2, expected an integer in [-2, 2)."],
    [() => x.gather(tensor([[0.5]])), "gather: indices[0] is 0.5, expected an integer in [-2, 2)."],
    [() => x.gather([NaN]), "gather: indices[0] is NaN, expected an integer in [-2, 2)."],
    [() => x.gather([0], 2), "gather: axis is 2 for shape [2, 3], expected an integer in [-2, 2)."],
  ])("an index out of range is refused: %#", (act, message) => {
    expect(act).toThrow(new RangeError(message));
  });
});

/** The indices that the Python Language Reference, section 6.3.3, defines: start + k · step, on this side of stop. */
function walk(length: number, start: number | null, stop: number | null, step: number): number[] {
  const shift = (index: number) => (index < 0 ? index + length : index);
  const from = start === null ? (step > 0 ? 0 : length - 1) : shift(start);
  const to = stop === null ? (step > 0 ? length : -1) : shift(stop);
  const inside = step > 0 ? Math.max(from, 0) : Math.min(from, length - 1);
  const indices: number[] = [];
  for (let i = inside; step > 0 ? i < Math.min(to, length) : i > Math.max(to, -1); i += step) indices.push(i);
  return indices;
}
