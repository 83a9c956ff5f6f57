import { Random, ShapeError, tensor, type Tensor, zeros } from "#tensor";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { everyIndex } from "./every-index.ts";

const run = { seed: 3 };
const shapes = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 4 });
const shapesAndAxes = shapes.chain((shape) => fc.tuple(fc.constant(shape), fc.subarray(shape.map((_, axis) => axis))));

describe("laws", () => {
  test.each(["sum", "mean", "max", "min", "variance"] as const)(
    "%s over any axes is that of the values gathered one by one",
    (name) => {
      fc.assert(
        fc.property(shapesAndAxes, fc.nat(), ([shape, axes], seed) => {
          const x = new Random(seed).normal(shape);
          const reduced = x[name](axes, { keepDims: true });
          for (const index of everyIndex(reduced.shape)) {
            const rows = everyIndex(shape).filter((each) =>
              each.every((i, axis) => axes.includes(axis) || i === index[axis]),
            );
            const values = rows.map((each) => x.at(...each));
            expect(reduced.at(...index)).toBeCloseTo(oracle[name](values), 12);
          }
        }),
        run,
      );
    },
  );

  test("without keepDims the reduced axes are gone, and nothing else differs", () => {
    fc.assert(
      fc.property(shapesAndAxes, fc.nat(), ([shape, axes], seed) => {
        const x = new Random(seed).normal(shape);
        const kept = x.sum(axes, { keepDims: true });
        expect(kept.shape).toEqual(shape.map((size, axis) => (axes.includes(axis) ? 1 : size)));
        expect(x.sum(axes).shape).toEqual(shape.filter((_, axis) => !axes.includes(axis)));
        expect(x.sum(axes).data).toEqual(kept.data);
      }),
      run,
    );
  });

  test("a negative axis is the axis that it counts to from the end", () => {
    fc.assert(
      fc.property(shapesAndAxes, fc.nat(), ([shape, axes], seed) => {
        const x = new Random(seed).normal(shape);
        expect(x.sum(axes.map((axis) => axis - shape.length))).toEqual(x.sum(axes));
      }),
      run,
    );
  });

  test("the value at argmax is max, and at argmin min", () => {
    fc.assert(
      fc.property(shapes, fc.nat(), (shape, seed) => {
        const x = new Random(seed).normal(shape);
        expect(x.data[x.argmax().item()]).toBe(x.max().item());
        for (let axis = 0; axis < shape.length; axis++) {
          expect(pick(x, x.argmax(axis), axis)).toEqual([...x.max(axis).data]);
          expect(pick(x, x.argmin(axis), axis)).toEqual([...x.min(axis).data]);
        }
      }),
      run,
    );
  });

  test("sumTo is the adjoint of broadcastTo: <broadcastTo(x), y> = <x, sumTo(y)>", () => {
    fc.assert(
      fc.property(shapesAndAxes, fc.nat({ max: 2 }), fc.nat(), ([shape, axes], dropped, seed) => {
        const small = shape.map((size, axis) => (axes.includes(axis) || axis < dropped ? 1 : size)).slice(dropped);
        const random = new Random(seed);
        const [x, y] = [random.normal(small), random.normal(shape)];
        const outside = x.broadcastTo(shape).mul(y).sum().item();
        expect(x.mul(y.sumTo(small)).sum().item()).toBeCloseTo(outside, 10);
        expect(y.sumTo(small).shape).toEqual(small);
      }),
      run,
    );
  });
});

describe("cases", () => {
  test("reducing over no axes leaves each value alone", () => {
    expect(tensor([1, 2]).sum([]).toArray()).toEqual([1, 2]);
    expect(tensor(5).sum().toArray()).toBe(5);
  });

  test("the sum of no values is 0 and their mean NaN", () => {
    expect(zeros([0]).sum().item()).toBe(0);
    expect(zeros([2, 0]).sum(1).toArray()).toEqual([0, 0]);
    expect(zeros([0]).mean().item()).toBe(NaN);
    expect(zeros([0]).variance().item()).toBe(NaN);
  });

  test("the maximum over an axis is empty where the other axis is", () => {
    expect(zeros([0, 3]).max(1).shape).toEqual([0]);
  });

  test("NaN passes through max and min, and argmax and argmin point to the first of them", () => {
    const x = tensor([1, NaN, 3, NaN]);
    expect(x.max().item()).toBe(NaN);
    expect(x.min().item()).toBe(NaN);
    expect(x.argmax().item()).toBe(1);
    expect(x.argmin().item()).toBe(1);
  });

  test("the first of equal values wins, infinities included", () => {
    expect(tensor([2, 5, 5]).argmax().item()).toBe(1);
    expect(tensor([2, 1, 1]).argmin().item()).toBe(1);
    expect(tensor([-Infinity, -Infinity]).argmax().item()).toBe(0);
    expect(tensor([-Infinity, -Infinity]).max().item()).toBe(-Infinity);
  });

  test("argmax keeps its axis when asked", () => {
    expect(
      tensor([
        [1, 2],
        [4, 3],
      ])
        .argmax(1, { keepDims: true })
        .toArray(),
    ).toEqual([[1], [0]]);
  });

  test("the variance of one value with correction 1 is 0 / 0", () => {
    expect(tensor([3]).variance(undefined, { correction: 1 }).item()).toBe(NaN);
  });

  test("the variance of values far from 0 keeps its digits", () => {
    expect(
      tensor([1e9, 1e9 + 1, 1e9 + 2])
        .variance()
        .item(),
    ).toBeCloseTo(2 / 3, 12);
  });
});

describe("errors", () => {
  test.each(["max", "min", "argmax", "argmin"] as const)("%s of no values is refused", (name) => {
    expect(() => zeros([0, 3])[name](0)).toThrow(
      new ShapeError(`${name}: axes [0] of [0, 3] hold no values, expected at least one.`),
    );
  });

  test("sumTo refuses a shape that does not broadcast to the tensor's", () => {
    expect(() => zeros([2, 3]).sumTo([2])).toThrow(
      new ShapeError(
        "sumTo: cannot sum [2, 3] to [2]; aligned from the right, each size of the result must be equal to the tensor's or 1.",
      ),
    );
    expect(() => zeros([3]).sumTo([1, 3])).toThrow(ShapeError);
  });
});

const oracle: Record<"sum" | "mean" | "max" | "min" | "variance", (values: number[]) => number> = {
  sum: (values: number[]) => values.reduce((a, b) => a + b, 0),
  mean: (values: number[]): number => oracle.sum(values) / values.length,
  max: (values: number[]) => Math.max(...values),
  min: (values: number[]) => Math.min(...values),
  variance: (values: number[]) => oracle.mean(values.map((v) => v * v)) - oracle.mean(values) ** 2,
};

/** The values of `x` at the positions that `best` gives along `axis`. */
function pick(x: Tensor, best: Tensor, axis: number): number[] {
  return everyIndex(best.shape).map((index) => x.at(...index.toSpliced(axis, 0, best.at(...index))));
}
