import { describe } from "./errors.ts";
import { operations } from "./operations.ts";
import { broadcastShapes, type NdArray, sameShape } from "./shape.ts";
import { broadcastStrides, expand, rows } from "./strided.ts";

/** Applies a named function of two numbers element by element, broadcasting the operands. */
export function binary(name: keyof typeof operations, a: NdArray, other: NdArray | number): NdArray {
  const b = operand(other, name);
  const isScalar = b.data.length === 1 && b.shape.length <= a.shape.length;
  const isPlain = isScalar || sameShape(a.shape, b.shape);
  const shape = isPlain ? a.shape : broadcastShapes(a.shape, b.shape, name);
  const { data } = expanded(a, shape);
  const result = new Float64Array(data.length);
  const apply = operations[name];
  if (isPlain) apply(data, b.data, result, 0, result.length, 0, isScalar ? 0 : 1);
  else {
    // The second operand, often a bias or a mean, is not repeated: each row of the first looks up where its partners begin.
    const { starts, length, stride } = rows({ shape, strides: broadcastStrides(b.shape, shape), offset: 0 });
    for (let row = 0; row < starts.length; row++)
      apply(data, b.data, result, row * length, (row + 1) * length, starts[row]!, stride);
  }
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
