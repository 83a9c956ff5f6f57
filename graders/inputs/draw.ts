/**
 * Draws inputs on which a mistake can't hide.
 *
 * Real entries are odd multiples of a power of two, all different: never 0, never tied, exact in binary, and further
 * apart than the step of a difference quotient, so that no kink at 0 and no change of the maximum lies between two
 * points. Sizes are different from each other wherever their ranges allow, so that a transpose shows.
 * Why not `fc.double`: it draws bit patterns, half of which are below 1e-154 in size (fast-check 4.10, measured).
 */
import { Random, Tensor } from "#tensor";
import { evaluateDimension, symbolsOf, type Interval, type Signature, type Type } from "#graders/spec/signature.ts";

/** How large and how fine inputs may be; shrinking lowers both. */
export interface Scale {
  /** Largest size of an axis that a range leaves free. */
  readonly largest: number;
  /** Real numbers are drawn coarse: few digits, small. */
  readonly coarse: boolean;
}

export const fullScale: Scale = { largest: Infinity, coarse: false };

const usualSizes: readonly [number, number] = [1, 5];
const usualReals = { low: -3, high: 3 };

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
    return this.#random.integer(low, high + 1);
  }

  boolean(): boolean {
    return this.#random.integer(0, 2) === 1;
  }

  pick<T>(options: readonly T[]): T {
    return options[this.#random.integer(0, options.length)]!;
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
      Float64Array.from({ length: product(shape) }, () => this.pick(options)),
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
    const data = this.#reals(product(shape), 0.1, 2);
    for (let row = 0; row < data.length; row += width) {
      const entries = data.subarray(row, row + width);
      const total = entries.reduce((sum, entry) => sum + entry, 0);
      for (let index = 0; index < width; index++) entries[index]! /= total;
    }
    return new Tensor(data, shape);
  }

  #reals(count: number, low: number, high: number): Float64Array {
    const width = high - low;
    let wanted = Math.max(4 * count, this.#scale.coarse ? 8 : 512);
    // Odd multiples of `step` strictly inside (low, high); a margin keeps difference quotients inside an open interval.
    let step = 2 ** Math.floor(Math.log2(width / wanted));
    let first = Math.ceil((low / step - 1) / 2 + 1e-9 + (this.#scale.coarse ? 0 : 4));
    let last = Math.floor((high / step - 1) / 2 - 1e-9 - (this.#scale.coarse ? 0 : 4));
    while (last - first + 1 < count) {
      wanted *= 2;
      step = 2 ** Math.floor(Math.log2(width / wanted));
      first = Math.ceil((low / step - 1) / 2 + 1e-9);
      last = Math.floor((high / step - 1) / 2 - 1e-9);
    }
    const taken = new Set<number>();
    const values = new Float64Array(count);
    for (let index = 0; index < count; index++) {
      let multiple;
      do multiple = this.#random.integer(first, last + 1);
      while (taken.has(multiple));
      taken.add(multiple);
      values[index] = (2 * multiple + 1) * step;
    }
    return values;
  }
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
  if (type.optional && draw.integer(0, 2) === 0) return undefined;
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
    case "number": {
      const { low, high } = realRange(type.interval, sizes);
      return draw.number(low, high);
    }
    case "tensor":
      return drawTensor(draw, type, sizes, earlier);
  }
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
