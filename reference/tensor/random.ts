import { describe } from "./errors.ts";
import { type Shape, sizeOf } from "./shape.ts";
import { Tensor } from "./tensor.ts";
import { stateOf, xoshiro128 } from "./xoshiro.ts";

/**
 * Random numbers that a seed determines: the same seed and the same calls give the same numbers, on every machine.
 *
 * xoshiro128** with its state filled by SplitMix64. It has a period of 2^128 − 1 and is not meant for secrets.
 *
 * @throws RangeError - when `seed` is not an integer in [0, 2^53).
 * @example new Random(7).permutation(5).toSorted() // => [0, 1, 2, 3, 4]
 * @example new Random(7).number() === new Random(7).number() // => true
 * @see Blackman & Vigna, "Scrambled Linear Pseudorandom Number Generators" (2021).
 */
export class Random {
  readonly seed: number;
  readonly #state: Uint32Array;

  constructor(seed: number) {
    if (!Number.isSafeInteger(seed) || seed < 0) {
      throw new RangeError(`Random: seed is ${describe(seed)}, expected an integer in [0, 2^53).`);
    }
    this.seed = seed;
    this.#state = stateOf(seed);
  }

  /** A number in [0, 1), a multiple of 2^-53. */
  number(): number {
    return this.#bits53() / 2 ** 53;
  }

  /**
   * An integer in [low, high), each equally likely.
   *
   * Draws beyond the last whole multiple of the range are thrown away, so no remainder is favoured.
   *
   * @throws RangeError - when the bounds are not integers, or do not hold between 1 and 2^53 − 1 values.
   */
  integer(low: number, high: number): number {
    const count = high - low;
    if (![low, high, count].every(Number.isSafeInteger) || count < 1) {
      throw new RangeError(
        `integer: low is ${describe(low)} and high is ${describe(high)}, expected integers with low below high.`,
      );
    }
    const limit = 2 ** 53 - (2 ** 53 % count);
    let bits = this.#bits53();
    while (bits >= limit) bits = this.#bits53();
    return low + (bits % count);
  }

  /**
   * Independent numbers, uniform in [low, high).
   *
   * @throws RangeError - when the bounds are not finite, or low is above high.
   * @example new Random(1).uniform([2, 3], -1, 1).shape // => [2, 3]
   */
  uniform(shape: Shape, low = 0, high = 1): Tensor {
    if (!Number.isFinite(high - low) || low > high) {
      throw new RangeError(
        `uniform: low is ${describe(low)} and high is ${describe(high)}, expected finite numbers, low at most high.`,
      );
    }
    return this.#fill("uniform", shape, () => low + (high - low) * this.number());
  }

  /**
   * Independent normal numbers, by the method of Box and Muller.
   *
   * `z = √(−2 ln u₁) · cos(2π u₂)`, and its pair with sin, where u₁ is uniform in (0, 1] and u₂ in [0, 1)
   *
   * Each pair of elements takes two numbers; an odd last element leaves its pair unused.
   *
   * @throws RangeError - when mean or std is not finite, or std is negative.
   * @example new Random(1).normal([3], 5, 0) // => [5, 5, 5]
   * @see Box & Muller, "A Note on the Generation of Random Normal Deviates" (1958).
   */
  normal(shape: Shape, mean = 0, std = 1): Tensor {
    if (!Number.isFinite(mean) || !Number.isFinite(std) || std < 0) {
      throw new RangeError(
        `normal: mean is ${describe(mean)} and std is ${describe(std)}, expected finite numbers, std at least 0.`,
      );
    }
    let spare: number | undefined;
    return this.#fill("normal", shape, () => {
      if (spare !== undefined) {
        const value = spare;
        spare = undefined;
        return value;
      }
      const radius = std * Math.sqrt(-2 * Math.log(1 - this.number())); // 1 - u is never 0
      const angle = 2 * Math.PI * this.number();
      spare = mean + radius * Math.sin(angle);
      return mean + radius * Math.cos(angle);
    });
  }

  /**
   * Independent zeros and ones, each 1 with probability p.
   *
   * @throws RangeError - when `p` is not in [0, 1].
   * @example new Random(1).bernoulli([2], 1) // => [1, 1]
   */
  bernoulli(shape: Shape, p: number): Tensor {
    if (!(p >= 0 && p <= 1)) throw new RangeError(`bernoulli: p is ${describe(p)}, expected a probability in [0, 1].`);
    return this.#fill("bernoulli", shape, () => (this.number() < p ? 1 : 0));
  }

  /**
   * The integers 0 to n − 1 in random order, every order equally likely (Fisher and Yates).
   *
   * @throws RangeError - when `n` is not a whole number, at least 0.
   */
  permutation(n: number): number[] {
    if (!Number.isSafeInteger(n) || n < 0)
      throw new RangeError(`permutation: n is ${describe(n)}, expected a whole number, at least 0.`);
    const order = Array.from({ length: n }, (_, i) => i);
    for (let last = n - 1; last > 0; last--) {
      const other = this.integer(0, last + 1);
      [order[last], order[other]] = [order[other]!, order[last]!];
    }
    return order;
  }

  #fill(caller: string, shape: Shape, draw: () => number): Tensor {
    const data = new Float64Array(sizeOf(shape, caller));
    for (let i = 0; i < data.length; i++) data[i] = draw();
    return new Tensor(data, shape);
  }

  /** 53 random bits: 27 from one word, then 26 from the next. */
  #bits53(): number {
    const high = xoshiro128(this.#state) >>> 5;
    const low = xoshiro128(this.#state) >>> 6;
    return high * 2 ** 26 + low;
  }
}
