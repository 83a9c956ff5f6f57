import { Random, ShapeError } from "#tensor";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

const run = { seed: 10 };
const count = 200_000;

/** How many standard errors the mean of `values` lies from `mean`, when each has the given variance. */
function errorsFrom(values: ArrayLike<number>, mean: number, variance: number): number {
  const average = Array.from(values).reduce((total, value) => total + value, 0) / values.length;
  return Math.abs(average - mean) / Math.sqrt(variance / values.length);
}

describe("laws", () => {
  test("the same seed gives the same numbers, another seed others", () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (seed) => {
        const draw = (random: Random) => [random.number(), random.integer(0, 1e9), ...random.normal([3]).data];
        expect(draw(new Random(seed))).toEqual(draw(new Random(seed)));
        expect(draw(new Random(seed))).not.toEqual(draw(new Random(seed === 0 ? 1 : seed - 1)));
      }),
      run,
    );
  });

  test("integer stays in [low, high)", () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer(), fc.integer({ min: 1, max: 2 ** 50 }), (seed, low, range) => {
        const value = new Random(seed).integer(low, low + range);
        expect(Number.isSafeInteger(value) && value >= low && value < low + range).toBe(true);
      }),
      run,
    );
  });

  test("a permutation holds each integer once", () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat({ max: 50 }), (seed, n) => {
        const sorted = new Random(seed).permutation(n).toSorted((a, b) => a - b);
        expect(sorted).toEqual(Array.from({ length: n }, (_, i) => i));
      }),
      run,
    );
  });
});

describe("moments, within 6 standard errors", () => {
  test("uniform numbers have the mean and variance of [low, high), and stay inside", () => {
    const { data } = new Random(11).uniform([count], -1, 3);
    expect(data.every((value) => value >= -1 && value < 3)).toBe(true);
    expect(errorsFrom(data, 1, 4 ** 2 / 12)).toBeLessThan(6);
    const squares = data.map((value) => (value - 1) ** 2);
    expect(errorsFrom(squares, 4 ** 2 / 12, 4 ** 4 * (1 / 80 - 1 / 144))).toBeLessThan(6);
  });

  test("normal numbers have the mean, variance, skewness and kurtosis asked for", () => {
    const z = new Random(12).normal([count], 2, 3).data.map((value) => (value - 2) / 3);
    // The variance of z^k is E[z^2k] − E[z^k]², with E[z^2] = 1, E[z^4] = 3, E[z^6] = 15, E[z^8] = 105.
    expect(errorsFrom(z, 0, 1)).toBeLessThan(6);
    expect(
      errorsFrom(
        z.map((value) => value ** 2),
        1,
        3 - 1,
      ),
    ).toBeLessThan(6);
    expect(
      errorsFrom(
        z.map((value) => value ** 3),
        0,
        15,
      ),
    ).toBeLessThan(6);
    expect(
      errorsFrom(
        z.map((value) => value ** 4),
        3,
        105 - 9,
      ),
    ).toBeLessThan(6);
  });

  test("neighbouring normal numbers, which share a radius, are uncorrelated", () => {
    const z = new Random(13).normal([count]).data;
    const products = Float64Array.from({ length: count / 2 }, (_, i) => z[2 * i]! * z[2 * i + 1]!);
    expect(errorsFrom(products, 0, 1)).toBeLessThan(6);
  });

  test("bernoulli gives 1 as often as p says", () => {
    const { data } = new Random(14).bernoulli([count], 0.3);
    expect(new Set(data)).toEqual(new Set([0, 1]));
    expect(errorsFrom(data, 0.3, 0.3 * 0.7)).toBeLessThan(6);
  });

  test("integer gives each value equally often, in small ranges and in one that no power of two divides", () => {
    const random = new Random(15);
    const draws = Array.from({ length: count }, () => random.integer(-3, 4));
    for (let value = -3; value < 4; value++) {
      expect(
        errorsFrom(
          draws.map((draw) => Number(draw === value)),
          1 / 7,
          6 / 49,
        ),
      ).toBeLessThan(6);
    }
    // Without rejection the lower half of this range would come up twice as often as the upper.
    const high = 3 * 2 ** 51;
    const wide = Array.from({ length: 20_000 }, () => Number(random.integer(0, high) < high / 3));
    expect(errorsFrom(wide, 1 / 3, 2 / 9)).toBeLessThan(6);
  });

  test("each of the 24 orders of four comes up equally often", () => {
    const random = new Random(16);
    const orders = Array.from({ length: 48_000 }, () => random.permutation(4).join(""));
    const seen = Map.groupBy(orders, (order) => order);
    expect(seen.size).toBe(24);
    for (const [order] of seen) {
      expect(
        errorsFrom(
          orders.map((each) => Number(each === order)),
          1 / 24,
          23 / 576,
        ),
      ).toBeLessThan(6);
    }
  });
});

describe("cases", () => {
  test("the stream of seed 0 is that of the authors' C code, compiled and run", () => {
    const random = new Random(0);
    expect([random.number(), random.integer(0, 1000), random.number()]).toEqual([
      0.870254774404272, 344, 0.3616586206733957,
    ]);
  });

  test("the lowest bit of 53 is used", () => {
    const random = new Random(17);
    const odd = Array.from({ length: 1000 }, () => (random.number() * 2 ** 53) % 2);
    expect(new Set(odd)).toEqual(new Set([0, 1]));
  });

  test("the seed can be read back", () => {
    expect(new Random(42).seed).toBe(42);
  });

  test("shapes may be empty or []", () => {
    expect(new Random(1).normal([]).shape).toEqual([]);
    expect(new Random(1).uniform([0, 3]).size).toBe(0);
  });
});

describe("errors", () => {
  const random = new Random(1);

  test.each([-1, 1.5, NaN, 2 ** 53])("the seed %s is refused", (seed) => {
    expect(() => new Random(seed)).toThrow(
      new RangeError(`Random: seed is ${seed}, expected an integer in [0, 2^53).`),
    );
  });

  test.each([
    [() => random.integer(3, 3), "integer: low is 3 and high is 3, expected integers with low below high."],
    [() => random.integer(0, 1.5), "integer: low is 0 and high is 1.5, expected integers with low below high."],
    [() => random.uniform([1], 2, 1), "uniform: low is 2 and high is 1, expected finite numbers, low at most high."],
    [() => random.normal([1], 0, -1), "normal: mean is 0 and std is -1, expected finite numbers, std at least 0."],
    [() => random.bernoulli([1], 1.5), "bernoulli: p is 1.5, expected a probability in [0, 1]."],
    [() => random.permutation(-1), "permutation: n is -1, expected a whole number, at least 0."],
  ])("a parameter outside its domain is refused: %#", (act, message) => {
    expect(act).toThrow(new RangeError(message));
  });

  test("a shape that is not a list of sizes is refused under the name of the method", () => {
    expect(() => random.normal(3 as never)).toThrow(
      new ShapeError("normal: shape is 3, expected an array of sizes such as [2, 3]."),
    );
  });
});
