import { describe } from "./errors.ts";
import { operations } from "./operations.ts";
import { broadcastShapes, type NdArray, sameShape } from "./shape.ts";
import { expand } from "./strided.ts";

/** Applies a named function of two numbers element by element, broadcasting the operands. */
export function binary(name: keyof typeof operations, a: NdArray, other: NdArray | number): NdArray {
  const b = operand(other, name);
  const isScalar = b.data.length === 1 && b.shape.length <= a.shape.length;
  const shape = isScalar || sameShape(a.shape, b.shape) ? a.shape : broadcastShapes(a.shape, b.shape, name);
  const left = expanded(a, shape);
  const right = isScalar ? b : expanded(b, shape);
  const result = new Float64Array(left.data.length);
  operations[name](left.data, right.data, isScalar ? 0 : 1, result);
  return { data: result, shape };
}

/** Applies a function of a value and its index in row-major order to each element. */
export function unary(a: NdArray, f: (value: number, index: number) => number): NdArray {
  const result = new Float64Array(a.data.length);
  for (let i = 0; i < result.length; i++) result[i] = f(a.data[i]!, i);
  return { data: result, shape: a.shape };
}

/** Limits each element to [low, high]. */
export function clip(a: NdArray, low: number, high: number): NdArray {
  if (!(low <= high)) throw new RangeError(`clip: low is ${low} and high is ${high}, expected low to be at most high.`);
  return unary(a, (value) => Math.min(Math.max(value, low), high));
}

/** Accepts what the methods of a tensor accept as their other operand. */
export function operand(value: NdArray | number, caller: string): NdArray {
  if (typeof value === "number") return { data: Float64Array.of(value), shape: [] };
  if (value?.data === undefined || value.shape === undefined) {
    throw new TypeError(
      `${caller}: the operand is ${describe(value)}, expected a Tensor or a number. Wrap arrays with tensor(...).`,
    );
  }
  return value;
}

function expanded(a: NdArray, shape: readonly number[]): NdArray {
  return sameShape(a.shape, shape) ? a : expand(a, shape);
}
