import { full, Random, ShapeError, tensor, Tensor } from "#tensor";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

const run = { seed: 2 };
const operations = {
  add: (x: number, y: number) => x + y,
  sub: (x: number, y: number) => x - y,
  mul: (x: number, y: number) => x * y,
  div: (x: number, y: number) => x / y,
  pow: (x: number, y: number) => x ** y,
  maximum: (x: number, y: number) => Math.max(x, y),
  minimum: (x: number, y: number) => Math.min(x, y),
  greater: (x: number, y: number) => Number(x > y),
  greaterEqual: (x: number, y: number) => Number(x >= y),
  less: (x: number, y: number) => Number(x < y),
  lessEqual: (x: number, y: number) => Number(x <= y),
  equal: (x: number, y: number) => Number(x === y),
  notEqual: (x: number, y: number) => Number(x !== y),
} as const;
const names = Object.keys(operations) as (keyof typeof operations)[];
const values = fc.array(fc.tuple(fc.double(), fc.oneof(fc.double(), fc.constantFrom(0, 1, -1, 2))), { maxLength: 12 });

/** A shape and two operand shapes that broadcast to it: some sizes set to 1, some leading axes dropped. */
const broadcastable = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.constantFrom("both", "left", "right")), { maxLength: 4 })
  .chain((axes) =>
    fc.record({
      shape: fc.constant(axes.map(([size]) => size)),
      left: fc.constant(axes.map(([size, side]) => (side === "right" ? 1 : size))),
      right: fc
        .nat({ max: axes.length })
        .map((dropped) =>
          axes
            .map(([size, side]) => (side === "left" ? 1 : size))
            .slice(axes.slice(0, dropped).every(([size, side]) => side === "left" || size === 1) ? dropped : 0),
        ),
    }),
  );

describe("laws", () => {
  test.each(names)("%s is the function of two numbers at every element, NaN and infinities included", (name) => {
    fc.assert(
      fc.property(values, (pairs) => {
        const x = new Tensor(
          pairs.map(([left]) => left),
          [pairs.length],
        );
        const y = new Tensor(
          pairs.map(([, right]) => right),
          [pairs.length],
        );
        expect(x[name](y).toArray()).toEqual(pairs.map(([left, right]) => operations[name](left, right)));
      }),
      run,
    );
  });

  test.each(names)("%s with a number equals %s with a tensor filled with it", (name) => {
    fc.assert(
      fc.property(values, fc.double(), (pairs, y) => {
        const x = new Tensor(
          pairs.map(([left]) => left),
          [pairs.length],
        );
        expect(x[name](y)).toEqual(x[name](full(x.shape, y)));
      }),
      run,
    );
  });

  test.each(names)("%s with broadcasting equals %s of operands expanded beforehand", (name) => {
    fc.assert(
      fc.property(broadcastable, fc.nat(), ({ shape, left, right }, seed) => {
        const random = new Random(seed);
        const [x, y] = [random.normal(left), random.normal(right)];
        expect(x[name](y)).toEqual(x.broadcastTo(shape)[name](y.broadcastTo(shape)));
      }),
      run,
    );
  });
});

describe("cases", () => {
  test("a column and a row make a table", () => {
    expect(
      tensor([[1], [2]])
        .mul(tensor([10, 20, 30]))
        .toArray(),
    ).toEqual([
      [10, 20, 30],
      [20, 40, 60],
    ]);
  });

  test("a tensor of shape [1, 1] lends its rank to a vector", () => {
    expect(
      tensor([1, 2])
        .add(tensor([[5]]))
        .toArray(),
    ).toEqual([[6, 7]]);
  });

  test("a tensor of no values broadcasts against one value", () => {
    expect(tensor([]).add(1).shape).toEqual([0]);
    expect(tensor(1).add(tensor([])).shape).toEqual([0]);
  });

  test("the functions of one number are those of Math", () => {
    const x = tensor([-2, -0.5, 0, 0.5, 2]);
    expect(x.neg().toArray()).toEqual([2, 0.5, -0, -0.5, -2]);
    expect(x.abs().toArray()).toEqual([2, 0.5, 0, 0.5, 2]);
    expect(x.sign().toArray()).toEqual([-1, -1, 0, 1, 1]);
    expect(x.square().toArray()).toEqual([4, 0.25, 0, 0.25, 4]);
    expect(x.exp().toArray()).toEqual([-2, -0.5, 0, 0.5, 2].map(Math.exp));
    expect(x.tanh().toArray()).toEqual([-2, -0.5, 0, 0.5, 2].map(Math.tanh));
    expect(x.log().toArray()).toEqual([NaN, NaN, -Infinity, Math.log(0.5), Math.log(2)]);
    expect(x.sqrt().toArray()).toEqual([NaN, NaN, 0, Math.sqrt(0.5), Math.sqrt(2)]);
  });

  test("clip keeps NaN and what lies between the bounds", () => {
    expect(tensor([NaN, -Infinity, 0.5, 7]).clip(0, 1).toArray()).toEqual([NaN, 0, 0.5, 1]);
  });

  test("map passes the index in row-major order", () => {
    expect(
      full([2, 3], 0)
        .map((_, index) => index)
        .toArray(),
    ).toEqual([
      [0, 1, 2],
      [3, 4, 5],
    ]);
  });
});

describe("errors", () => {
  test("an operand that does not broadcast is refused under the name of the operation", () => {
    expect(() => tensor([[1, 2, 3]]).sub(tensor([1, 2]))).toThrow(
      new ShapeError(
        "sub: cannot broadcast [1, 3] with [2]; axis -1 has 3 and 2, " +
          "but sizes aligned from the right must be equal or one of them 1. Reshape one of them.",
      ),
    );
  });

  test.each([
    [[1, 2], "an array of length 2"],
    [undefined, "undefined"],
    [null, "null"],
    ["2", '"2"'],
    [{ values: 1 }, "an object"],
  ])("an operand that is neither tensor nor number is refused: %j", (other, description) => {
    expect(() => tensor([1, 2]).add(other as never)).toThrow(
      new TypeError(`add: the operand is ${description}, expected a Tensor or a number. Wrap arrays with tensor(...).`),
    );
  });

  test("clip refuses bounds in the wrong order", () => {
    expect(() => tensor([1]).clip(2, 1)).toThrow(
      new RangeError("clip: low is 2 and high is 1, expected low to be at most high."),
    );
  });
});
