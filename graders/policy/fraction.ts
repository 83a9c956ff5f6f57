/**
 * Exact numbers. A mark is a quotient of sums of decimals, and then it is rounded: in floating point, 85 points less 3 · 10 %
 * are 59.499999999999996, which rounds to 59 where 60 is right. Weights times any factor, and exercises in any order, give the same.
 */
export class Fraction {
  static readonly zero = new Fraction(0n, 1n);
  static readonly one = new Fraction(1n, 1n);

  readonly #numerator: bigint;
  /** Above 0, and without a common divisor. */
  readonly #denominator: bigint;

  private constructor(numerator: bigint, denominator: bigint) {
    this.#numerator = numerator;
    this.#denominator = denominator;
  }

  /** The decimal that a person would read: 0.1 is one tenth. @param value - finite. */
  static of(value: number): Fraction {
    const match = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value));
    if (!match) throw new RangeError(`Fraction.of: value is ${value}, expected a finite number.`);
    const [, sign, whole = "", decimals = "", exponent = "0"] = match;
    const power = Number(exponent) - decimals.length;
    const digits = BigInt(`${whole}${decimals}`) * (sign === "-" ? -1n : 1n);
    return power >= 0 ? reduced(digits * 10n ** BigInt(power), 1n) : reduced(digits, 10n ** BigInt(-power));
  }

  static sum(values: readonly Fraction[]): Fraction {
    return values.reduce((sum, value) => sum.plus(value), Fraction.zero);
  }

  static quotient(numerator: bigint, denominator: bigint): Fraction {
    return new Fraction(numerator, denominator);
  }

  plus(other: Fraction): Fraction {
    return reduced(
      this.#numerator * other.#denominator + other.#numerator * this.#denominator,
      this.#denominator * other.#denominator,
    );
  }

  minus(other: Fraction): Fraction {
    return reduced(
      this.#numerator * other.#denominator - other.#numerator * this.#denominator,
      this.#denominator * other.#denominator,
    );
  }

  times(other: Fraction): Fraction {
    return reduced(this.#numerator * other.#numerator, this.#denominator * other.#denominator);
  }

  /** @throws RangeError - when the other is 0. */
  dividedBy(other: Fraction): Fraction {
    return reduced(this.#numerator * other.#denominator, this.#denominator * other.#numerator);
  }

  /** Below, at or above 0 as this is less than, equal to or more than the other. */
  compare(other: Fraction): number {
    const [mine, others] = [this.#numerator * other.#denominator, other.#numerator * this.#denominator];
    return mine < others ? -1 : mine > others ? 1 : 0;
  }

  get isPositive(): boolean {
    return this.#numerator > 0n;
  }

  atMost(limit: Fraction): Fraction {
    return this.compare(limit) > 0 ? limit : this;
  }

  atLeast(limit: Fraction): Fraction {
    return this.compare(limit) < 0 ? limit : this;
  }

  /** The largest whole number that isn't above this. */
  floor(): bigint {
    const quotient = this.#numerator / this.#denominator;
    return this.#numerator < 0n && quotient * this.#denominator !== this.#numerator ? quotient - 1n : quotient;
  }

  toNumber(): number {
    const length = (value: bigint): number => String(value < 0n ? -value : value).length;
    const places = Math.max(0, digits + length(this.#denominator) - length(this.#numerator));
    return Number(`${(this.#numerator * 10n ** BigInt(places)) / this.#denominator}e-${places}`);
  }
}

/** More than any number of JavaScript has. */
const digits = 30;

function reduced(numerator: bigint, denominator: bigint): Fraction {
  if (denominator === 0n) throw new RangeError("Fraction: the divisor is 0.");
  let [a, b] = [numerator < 0n ? -numerator : numerator, denominator < 0n ? -denominator : denominator];
  while (b > 0n) [a, b] = [b, a % b];
  const divisor = denominator < 0n ? -a : a;
  return Fraction.quotient(numerator / divisor, denominator / divisor);
}
