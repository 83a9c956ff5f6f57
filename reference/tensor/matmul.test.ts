import { broadcastShapes, eye, Random, ShapeError, tensor, zeros } from "#tensor";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { everyIndex } from "./every-index.ts";

const run = { seed: 4 };
const size = fc.integer({ min: 0, max: 4 });
/** Past the four rows that are taken at a time, twice. */
const inner = fc.integer({ min: 0, max: 9 });
const batches = fc.constantFrom<[number[], number[]]>(
  [[], []],
  [[3], []],
  [[], [2]],
  [[2, 1], [3]],
  [
    [1, 3],
    [2, 1],
  ],
  [[2], [2]],
);

describe("laws", () => {
  test("the product is the naive triple loop to the last bit, in every pair of matrices of a broadcast batch", () => {
    fc.assert(
      fc.property(batches, fc.tuple(size, inner, size), fc.nat(), ([left, right], [n, k, m], seed) => {
        const random = new Random(seed);
        const a = random.normal([...left, n, k]);
        const b = random.normal([...right, k, m]);
        const batch = broadcastShapes(left, right);
        const product = a.matmul(b);
        expect(product.shape).toEqual([...batch, n, m]);
        const [wideA, wideB] = [a.broadcastTo([...batch, n, k]), b.broadcastTo([...batch, k, m])];
        for (const index of everyIndex(product.shape)) {
          const [lead, i, j] = [index.slice(0, -2), index.at(-2)!, index.at(-1)!];
          let expected = 0;
          for (let l = 0; l < k; l++) expected += wideA.at(...lead, i, l) * wideB.at(...lead, l, j);
          expect(product.at(...index)).toBe(expected);
        }
      }),
      run,
    );
  });

  test("the transpose of a product is the product of the transposes in the other order", () => {
    fc.assert(
      fc.property(fc.tuple(size, size, size), fc.nat(), ([n, k, m], seed) => {
        const random = new Random(seed);
        const [a, b] = [random.normal([n, k]), random.normal([k, m])];
        expect(b.T.matmul(a.T)).toEqual(a.matmul(b).T);
      }),
      run,
    );
  });

  test("the identity matrix changes nothing on either side", () => {
    fc.assert(
      fc.property(size, size, fc.nat(), (n, m, seed) => {
        const a = new Random(seed).normal([n, m]);
        expect(eye(n).matmul(a)).toEqual(a);
        expect(a.matmul(eye(m))).toEqual(a);
      }),
      run,
    );
  });

  test("a vector is a row on the left and a column on the right, without the axis it lacks", () => {
    fc.assert(
      fc.property(size, size, fc.nat(), (n, m, seed) => {
        const random = new Random(seed);
        const [row, a, column] = [random.normal([n]), random.normal([2, n, m]), random.normal([m])];
        expect(row.matmul(a)).toEqual(row.expandDims(0).matmul(a).squeeze(1));
        expect(a.matmul(column)).toEqual(a.matmul(column.expandDims(1)).squeeze(2));
      }),
      run,
    );
  });
});

describe("cases", () => {
  test("two vectors give a number", () => {
    expect(
      tensor([1, 2, 3])
        .matmul(tensor([4, 5, 6]))
        .toArray(),
    ).toBe(32);
  });

  test("a zero does not hide NaN or infinity", () => {
    expect(
      tensor([[0]])
        .matmul(tensor([[NaN, Infinity]]))
        .toArray(),
    ).toEqual([[NaN, NaN]]);
  });
});

describe("errors", () => {
  test.each([
    [
      [2, 3],
      [2, 3],
      "the last axis of the first (3) must equal the second-to-last axis of the second (2). Transpose one of them with .T.",
    ],
    [[2, 3], [2], "the last axis of the first (3) must equal the only axis of the second (2)."],
    [[3], [], "both need at least one axis. Scale by a number with mul."],
    [
      [2, 1, 3],
      [4, 3, 1],
      "the leading axes [2] and [4] do not broadcast: aligned from the right, sizes must be equal or one of them 1.",
    ],
  ])("%j by %j is refused with both shapes and the rule", (a, b, rule) => {
    expect(() => zeros(a).matmul(zeros(b))).toThrow(
      new ShapeError(`matmul: cannot multiply [${a.join(", ")}] by [${b.join(", ")}]; ${rule}`),
    );
  });
});
