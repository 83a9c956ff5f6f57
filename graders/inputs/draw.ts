/**
 * Draws inputs on which a mistake can't hide.
 *
 * Real entries are odd multiples of a power of two, all different, also in size: never 0, never tied, exact in binary.
 * As long as the interval has room, neighbours lie four steps of a difference quotient apart, and 0 two steps away, so
 * that no kink at 0 and no change of the maximum lies between two points; a tensor with more entries gets closer ones.
 * Sizes are different from each other wherever their ranges allow, so that a transpose shows.
 * Why not `fc.double`: it draws bit patterns, half of which are below 1e-154 in size (fast-check 4.10, measured).
 */
import { Random, Tensor } from "#tensor";
import { evaluateDimension, symbolsOf, type Interval, type Signature, type Type } from "#graders/spec/signature.ts";

/** How large and how fine inputs may be; shrinking lowers all of it. */
export interface Scale {
  /** Largest size of an axis that a range leaves free. */
  readonly largest: number;
  /** Real numbers are whole multiples of this, or of the largest fraction of it that gives enough of them. */
  readonly grain?: number;
  /** Numbers stay within this distance of 0 where their interval has room. */
  readonly reach?: number;
  /** Optional arguments are left out, the first of several options is picked, integers are at most 1 where they may be. */
  readonly plain?: boolean;
}

export const fullScale: Scale = { largest: Infinity };

const usualSizes: readonly [number, number] = [1, 5];
const usualReals = { low: -3, high: 3 };
/** So many values at least can a real number take: with fewer, two draws would often be the same. */
const fewestValues = 64;
/** Values kept free at either end of an interval, so that difference quotients stay inside. */
const margin = 4;

export class Draw {
  readonly #random: Random;
  readonly #scale: Scale;
  readonly #sizes = new Set<number>();

  constructor(seed: number, scale: Scale = fullScale) {
    this.#random = new Random(seed);
    this.#scale = scale;
  }

  /** A size in [low, high], different from the sizes drawn before where that is possible. */
  size(low = usualSizes[0], high = usualSizes[1]): number {
    const top = Math.max(low, Math.min(high, this.#scale.largest));
    const free = [];
    for (let size = low; size <= top; size++) if (!this.#sizes.has(size)) free.push(size);
    const size = free.length > 0 ? free[this.#random.integer(0, free.length)]! : this.#random.integer(low, top + 1);
    this.#sizes.add(size);
    return size;
  }

  /** An integer in [low, high]. */
  integer(low: number, high: number): number {
    const reach = this.#scale.plain ? 1 : (this.#scale.reach ?? Infinity);
    return this.#random.integer(Math.min(high, Math.max(low, -reach)), Math.max(low, Math.min(high, reach)) + 1);
  }

  /** Whether an optional argument is left out: one time in three. */
  leavesOut(): boolean {
    return this.#scale.plain === true || this.integer(0, 2) === 0;
  }

  boolean(): boolean {
    return this.#scale.plain !== true && this.#random.integer(0, 2) === 1;
  }

  pick<T>(options: readonly T[]): T {
    return options[this.#scale.plain ? 0 : this.#random.integer(0, options.length)]!;
  }

  /** A fresh seeded generator to hand to the code under test. */
  random(): Random {
    return new Random(this.#random.integer(0, 2 ** 31));
  }

  /** One real number inside (low, high), never 0. */
  number(low = usualReals.low, high = usualReals.high): number {
    return this.#reals(1, low, high)[0]!;
  }

  /** Real entries inside (low, high): distinct, never 0. */
  tensor(shape: readonly number[], low = usualReals.low, high = usualReals.high): Tensor {
    return new Tensor(this.#reals(product(shape), low, high), shape);
  }

  /** Integer entries in [low, high]. */
  integers(shape: readonly number[], low: number, high: number): Tensor {
    return new Tensor(
      Float64Array.from({ length: product(shape) }, () => this.integer(low, high)),
      shape,
    );
  }

  /** Entries from a list, each with the same chance. */
  choices(shape: readonly number[], options: readonly number[]): Tensor {
    return new Tensor(
      Float64Array.from({ length: product(shape) }, () => options[this.#random.integer(0, options.length)]!),
      shape,
    );
  }

  /** Rows along the last axis with a single 1. */
  oneHot(shape: readonly number[]): Tensor {
    const width = shape.at(-1) ?? 1;
    const data = new Float64Array(product(shape));
    for (let row = 0; row < data.length; row += width) data[row + this.#random.integer(0, width)] = 1;
    return new Tensor(data, shape);
  }

  /** Rows along the last axis that are positive and sum to 1. */
  probabilities(shape: readonly number[]): Tensor {
    const width = shape.at(-1) ?? 1;
    if (this.#scale.grain !== undefined) return this.#roundProbabilities(shape, width);
    const data = this.#reals(product(shape), 0.1, 2);
    for (let row = 0; row < data.length; row += width) {
      const entries = data.subarray(row, row + width);
      const total = entries.reduce((sum, entry) => sum + entry, 0);
      for (let index = 0; index < width; index++) entries[index]! /= total;
    }
    return new Tensor(data, shape);
  }

  /** Rows of 1, 2, 3 … and a rest in some order, over a power of two: 5/8, 1/8, 2/8. */
  #roundProbabilities(shape: readonly number[], width: number): Tensor {
    const total = 2 ** Math.ceil(Math.log2((width * (width + 1)) / 2));
    const data = new Float64Array(product(shape));
    for (let row = 0; row < data.length; row += width) {
      for (const [place, index] of this.random().permutation(width).entries())
        data[row + index] = (place < width - 1 ? place + 1 : total - (width * (width - 1)) / 2) / total;
    }
    return new Tensor(data, shape);
  }

  #reals(count: number, low: number, high: number): Float64Array {
    if (!(low < high))
      throw new RangeError(`draw: the interval is (${low}, ${high}), expected two bounds, the lower one first.`);
    return this.#scale.grain === undefined
      ? this.#fineReals(count, low, high)
      : this.#roundReals(count, low, high, this.#scale.grain);
  }

  /** Odd multiples of a step that is as wide as there is room for. */
  #fineReals(count: number, low: number, high: number): Float64Array {
    const wanted = Math.max(2 * count, fewestValues);
    const width = high - low;
    const quotientStep = 2 ** Math.round(Math.log2(Math.max(1, Math.abs(low), Math.abs(high)))) * 2 ** -9;
    let step = Math.max(2 ** Math.floor(Math.log2(width / 256)), 2 * quotientStep);
    let free = oddMultiples(low, high, step, margin);
    while (free.last - free.first + 1 < wanted) {
      step /= 2;
      requireRoom(count, low, high, step);
      free = oddMultiples(low, high, step, margin);
    }
    return this.#different(count, free).map((multiple) => (2 * multiple + 1) * step);
  }

  /** Multiples of a grain that is halved until there are enough, near 0 if possible. */
  #roundReals(count: number, low: number, high: number, grain: number): Float64Array {
    const { reach = Infinity } = this.#scale;
    const near = { low: Math.max(low, -reach - grain), high: Math.min(high, reach + grain) };
    const within = near.low < near.high ? near : { low, high };
    for (let step = grain; ; step /= 2) {
      requireRoom(count, within.low, within.high, step);
      const first = Math.floor(within.low / step) + 1;
      const last = Math.ceil(within.high / step) - 1;
      const values = last - first + 1 - (first <= 0 && last >= 0 ? 1 : 0);
      if (values < Math.max(count + 1, 3)) continue;
      return this.#different(count, { first, last, zero: false }).map((multiple) => multiple * step);
    }
  }

  /**
   * Different integers in [first, last]; where there are twice as many sizes as needed, of different size as odd
   * multiples: 2m + 1 and −(2m + 1) are those of m and −m − 1.
   */
  #different(
    count: number,
    { first, last, zero = true }: { readonly first: number; readonly last: number; readonly zero?: boolean },
  ): Float64Array {
    const sizes = zero && Math.max(last + 1, -first) >= 2 * count;
    const taken = new Set<number>();
    const chosen = new Float64Array(count);
    for (let index = 0; index < count; index++) {
      let integer;
      let key;
      do {
        integer = this.#random.integer(first, last + 1);
        key = sizes && integer < 0 ? -integer - 1 : integer;
      } while (taken.has(key) || (!zero && integer === 0));
      taken.add(key);
      chosen[index] = integer;
    }
    return chosen;
  }
}

/** Which m give an odd multiple (2m + 1) · step strictly inside (low, high), some at either end left out. */
function oddMultiples(low: number, high: number, step: number, kept: number): { first: number; last: number } {
  return {
    first: Math.floor((low / step - 1) / 2) + 1 + kept,
    last: Math.ceil((high / step - 1) / 2) - 1 - kept,
  };
}

function requireRoom(count: number, low: number, high: number, step: number): void {
  if (step >= 2 ** -50 * Math.max(Math.abs(low), Math.abs(high))) return;
  throw new RangeError(
    `draw: (${low}, ${high}) does not hold ${count} numbers that are different enough. Widen the interval or draw fewer.`,
  );
}

/** Draws all arguments of a signature, by name. An optional one is left out one time in three. */
export function drawArguments(
  draw: Draw,
  signature: Signature,
  ranges: ReadonlyMap<string, readonly [number, number]>,
): { [name: string]: unknown } {
  const sizes = new Map<string, number>();
  const values: { [name: string]: unknown } = {};
  for (const symbol of [...signature.parameters.values()].flatMap(symbolsOf)) {
    if (!sizes.has(symbol)) sizes.set(symbol, draw.size(...(ranges.get(symbol) ?? usualSizes)));
  }
  for (const [name, type] of signature.parameters) {
    const value = drawType(draw, type, sizes, values, name);
    if (value !== undefined) values[name] = value;
  }
  return values;
}

function drawType(
  draw: Draw,
  type: Type,
  sizes: ReadonlyMap<string, number>,
  earlier: { [name: string]: unknown },
  name: string,
): unknown {
  if (type.kind === "record") {
    const fields: { [name: string]: unknown } = {};
    for (const [field, fieldType] of type.fields) {
      const value = drawType(draw, fieldType, sizes, { ...earlier, ...fields }, `${name}.${field}`);
      if (value !== undefined) fields[field] = value;
    }
    return fields;
  }
  if (type.optional && draw.leavesOut()) return undefined;
  switch (type.kind) {
    case "boolean":
      return draw.boolean();
    case "random":
      return draw.random();
    case "choice":
      return draw.pick(type.options);
    case "any":
      throw new Error(`${name} is of type any: give a generator in the exercise's .inputs.ts file.`);
    case "integer": {
      const { low, high } = integerRange(type.interval, sizes);
      return draw.integer(low, high);
    }
    case "number":
      return drawNumber(draw, type.interval, sizes);
    case "tensor":
      return drawTensor(draw, type, sizes, earlier);
  }
}

/** Now and then the very end of a closed interval: 0 is where `rate || 0.1` goes wrong. */
function drawNumber(draw: Draw, interval: Interval | undefined, sizes: ReadonlyMap<string, number>): number {
  const ends = interval ? [interval.low, interval.high] : [];
  const closed = ends.filter(({ value, open }) => !open && typeof value === "number" && Number.isFinite(value));
  if (closed.length > 0 && draw.integer(0, 7) === 0) return draw.pick(closed).value as number;
  const { low, high } = realRange(interval, sizes);
  return draw.number(low, high);
}

function drawTensor(
  draw: Draw,
  type: Type & { kind: "tensor" },
  sizes: ReadonlyMap<string, number>,
  earlier: { [name: string]: unknown },
): Tensor {
  const shape = shapeFor(draw, type, sizes, earlier);
  if (type.entries === "one-hot rows") return draw.oneHot(shape);
  if (type.entries === "probabilities") return draw.probabilities(shape);
  if (type.entries === "integers") {
    const { low, high } = integerRange(type.interval, sizes);
    return draw.integers(shape, low, high);
  }
  if (type.entries !== "reals") return draw.choices(shape, type.entries);
  const { low, high } = realRange(type.interval, sizes);
  return draw.tensor(shape, low, high);
}

function shapeFor(
  draw: Draw,
  type: Type & { kind: "tensor" },
  sizes: ReadonlyMap<string, number>,
  earlier: { [name: string]: unknown },
): readonly number[] {
  if (type.like !== undefined) return (earlier[type.like] as Tensor).shape;
  if (type.shape) return type.shape.map((dimension) => evaluateDimension(dimension, sizes));
  return Array.from({ length: draw.integer(1, 3) }, () => draw.size());
}

function realRange(interval: Interval | undefined, sizes: ReadonlyMap<string, number>): { low: number; high: number } {
  if (!interval) return usualReals;
  const low = boundValue(interval.low.value, sizes);
  const high = boundValue(interval.high.value, sizes);
  // Half-lines are drawn over a stretch of the usual width.
  return {
    low: low === -Infinity ? Math.min(usualReals.low, high - 3) : low,
    high: high === Infinity ? Math.max(usualReals.high, low + 3) : high,
  };
}

function integerRange(
  interval: Interval | undefined,
  sizes: ReadonlyMap<string, number>,
): { low: number; high: number } {
  if (!interval) return { low: -4, high: 4 };
  const low = boundValue(interval.low.value, sizes) + (interval.low.open ? 1 : 0);
  const high = boundValue(interval.high.value, sizes) - (interval.high.open ? 1 : 0);
  return {
    low: low === -Infinity ? Math.min(-4, high - 8) : low,
    high: high === Infinity ? Math.max(4, low + 8) : high,
  };
}

function boundValue(value: number | string, sizes: ReadonlyMap<string, number>): number {
  return typeof value === "number" ? value : (sizes.get(value) ?? NaN);
}

function product(shape: readonly number[]): number {
  return shape.reduce((size, length) => size * length, 1);
}
