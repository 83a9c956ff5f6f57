import { describe } from "./errors.ts";
import { type NestedNumbers, parse } from "./nested.ts";
import { type Shape, sizeOf } from "./shape.ts";
import { Tensor } from "./tensor.ts";

/**
 * A tensor of the given numbers, which are copied.
 *
 * @param values - a number (shape []), nested arrays of equal lengths, or a tensor.
 * @returns a tensor whose shape is the lengths of the nested arrays, outermost first.
 * @throws ShapeError - when arrays of one depth differ in length.
 * @throws TypeError - when a value is neither a number nor an array.
 * @example tensor([[1, 2, 3], [4, 5, 6]]).shape // => [2, 3]
 * @example tensor(3).shape // => []
 */
export function tensor(values: number | NestedNumbers | Tensor): Tensor {
  const isTensor = typeof values === "object" && values !== null && "data" in values && "shape" in values;
  if (isTensor) return new Tensor(values.data.slice(), values.shape);
  const { data, shape } = parse(values);
  return new Tensor(data, shape);
}

/**
 * A tensor of zeros.
 *
 * @throws ShapeError - when a size is not a whole number, at least 0.
 * @example zeros([2, 2]) // => [[0, 0], [0, 0]]
 */
export function zeros(shape: Shape): Tensor {
  return new Tensor(new Float64Array(sizeOf(shape, "zeros")), shape);
}

/**
 * A tensor of ones.
 *
 * @throws ShapeError - when a size is not a whole number, at least 0.
 * @example ones([3]) // => [1, 1, 1]
 */
export function ones(shape: Shape): Tensor {
  return new Tensor(new Float64Array(sizeOf(shape, "ones")).fill(1), shape);
}

/**
 * A tensor with the same value everywhere.
 *
 * @throws ShapeError - when a size is not a whole number, at least 0.
 * @example full([2], 7) // => [7, 7]
 */
export function full(shape: Shape, value: number): Tensor {
  return new Tensor(new Float64Array(sizeOf(shape, "full")).fill(value), shape);
}

/**
 * Evenly spaced numbers from `start` up to but without `stop`; with one argument, from 0 to it.
 *
 * @param start - the first value; `stop` when it is the only argument.
 * @param stop - the bound, which is left out.
 * @param step - the distance, not 0; negative to count down.
 * @returns `[max(0, ⌈(stop − start) / step⌉)]` values `start + i · step`.
 * @throws RangeError - when an argument is not finite or `step` is 0.
 * @example arange(3) // => [0, 1, 2]
 * @example arange(5, 0, -2) // => [5, 3, 1]
 */
export function arange(start: number, stop?: number, step = 1): Tensor {
  const [first, end] = stop === undefined ? [0, start] : [start, stop];
  if (![first, end, step].every(Number.isFinite) || step === 0) {
    throw new RangeError(
      `arange: start, stop and step are ${describe(first)}, ${describe(end)} and ${describe(step)}, ` +
        `expected finite numbers and a step other than 0.`,
    );
  }
  const data = new Float64Array(Math.max(0, Math.ceil((end - first) / step)));
  for (let i = 0; i < data.length; i++) data[i] = first + i * step;
  return new Tensor(data, [data.length]);
}

/**
 * The identity matrix.
 *
 * @param n - the number of rows and of columns.
 * @returns `[n, n]` ones on the diagonal, zeros elsewhere.
 * @throws ShapeError - when `n` is not a whole number, at least 0.
 * @example eye(2) // => [[1, 0], [0, 1]]
 */
export function eye(n: number): Tensor {
  const data = new Float64Array(sizeOf([n, n], "eye"));
  for (let i = 0; i < n; i++) data[i * n + i] = 1;
  return new Tensor(data, [n, n]);
}
