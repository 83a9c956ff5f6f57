import fc from "fast-check";
import { expect, test } from "vitest";
import { Fraction } from "./fraction.ts";

const number = fc.double({ noNaN: true, noDefaultInfinity: true });

test("every number becomes a fraction and comes back", () => {
  fc.assert(
    fc.property(number, (value) => {
      expect(Fraction.of(value).toNumber()).toBe(value === 0 ? 0 : value);
    }),
  );
});

test("sums and products of decimals are exact", () => {
  expect(Fraction.of(0.1).plus(Fraction.of(0.2)).toNumber()).toBe(0.3);
  expect(
    Fraction.one
      .minus(Fraction.of(0.1).times(Fraction.of(3)))
      .times(Fraction.of(85))
      .toNumber(),
  ).toBe(59.5);
  expect(Fraction.one.dividedBy(Fraction.of(-3)).times(Fraction.of(3)).toNumber()).toBe(-1);
  expect(Fraction.one.dividedBy(Fraction.of(-3)).compare(Fraction.zero)).toBe(-1);
});

test("fractions are ordered, and their floor is below them", () => {
  const tenths = fc.integer({ min: -1000, max: 1000 });
  fc.assert(
    fc.property(tenths, tenths, (a, b) => {
      expect(Fraction.of(a / 10).compare(Fraction.of(b / 10))).toBe(Math.sign(a - b));
      expect(Fraction.of(a / 10).floor()).toBe(BigInt(Math.floor(a / 10)));
    }),
  );
});

test("what is no number, and a division by zero, are refused", () => {
  expect(() => Fraction.of(NaN)).toThrow("Fraction.of: value is NaN, expected a finite number.");
  expect(() => Fraction.one.dividedBy(Fraction.zero)).toThrow("Fraction: the divisor is 0.");
});
