import { describe, ShapeError } from "./errors.ts";

/** The size of a tensor along each axis; `[]` is a single number. */
export type Shape = readonly number[];

/** One axis or several; a negative axis counts from the end. */
export type Axes = number | readonly number[];

/** What the kernels in this folder take and return: row-major values and their shape. A Tensor is one. */
export interface NdArray {
  readonly data: Float64Array;
  readonly shape: Shape;
}

/**
 * The shape that two operands have together: aligned from the right, sizes must be equal or one of them 1.
 *
 * @param a - the first shape.
 * @param b - the second shape.
 * @param caller - the operation that an error message names.
 * @returns the common shape, of the longer rank.
 * @throws ShapeError - when two aligned sizes differ and neither is 1.
 * @example broadcastShapes([4, 1, 3], [2, 1]) // => [4, 2, 3]
 * @see NumPy user guide, "Broadcasting", general rules.
 */
export function broadcastShapes(a: Shape, b: Shape, caller = "broadcastShapes"): Shape {
  const rank = Math.max(a.length, b.length);
  const result: number[] = [];
  for (let fromEnd = 1; fromEnd <= rank; fromEnd++) {
    const left = a[a.length - fromEnd] ?? 1;
    const right = b[b.length - fromEnd] ?? 1;
    if (left !== right && left !== 1 && right !== 1) {
      throw new ShapeError(
        `${caller}: cannot broadcast ${formatShape(a)} with ${formatShape(b)}; axis -${fromEnd} has ${left} and ${right}, ` +
          `but sizes aligned from the right must be equal or one of them 1. Reshape one of them.`,
      );
    }
    result.unshift(left === 1 ? right : left);
  }
  return result;
}

/** How many values a shape holds; a ShapeError when it is not a list of whole numbers from 0. */
export function sizeOf(shape: Shape, caller = "Tensor"): number {
  if (!Array.isArray(shape)) {
    throw new ShapeError(`${caller}: shape is ${describe(shape)}, expected an array of sizes such as [2, 3].`);
  }
  let size = 1;
  for (let axis = 0; axis < shape.length; axis++) {
    const length = shape[axis]!;
    if (!Number.isSafeInteger(length) || length < 0) {
      throw new ShapeError(`${caller}: shape[${axis}] is ${describe(length)}, expected a whole number, at least 0.`);
    }
    size *= length;
  }
  return size;
}

/** Whether two shapes have the same sizes in the same order. */
export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((length, axis) => length === b[axis]);
}

/** A shape as the error messages write it: `[2, 3]`. */
export function formatShape(shape: Shape): string {
  return `[${shape.join(", ")}]`;
}

/** Turns an index or axis that may count from the end into one in [0, length); undefined when it is neither. */
export function fromStart(index: number, length: number): number | undefined {
  const counted = index < 0 ? index + length : index;
  return Number.isInteger(counted) && counted >= 0 && counted < length ? counted : undefined;
}

/** An axis of `shape`, counted from the start. */
export function resolveAxis(axis: number, shape: Shape, caller: string): number {
  const resolved = fromStart(axis, shape.length);
  if (resolved !== undefined) return resolved;
  const rule =
    shape.length === 0 ? "but this shape has no axes" : `expected an integer in [-${shape.length}, ${shape.length})`;
  throw new RangeError(`${caller}: axis is ${describe(axis)} for shape ${formatShape(shape)}, ${rule}.`);
}

/** Axes of `shape` in ascending order, each once; all of them when none are named. */
export function resolveAxes(axes: Axes | undefined, shape: Shape, caller: string): number[] {
  if (axes === undefined) return shape.map((_, axis) => axis);
  const list = typeof axes === "number" ? [axes] : axes;
  const resolved = list.map((axis) => resolveAxis(axis, shape, caller));
  if (new Set(resolved).size < resolved.length) {
    throw new RangeError(
      `${caller}: axes [${list.join(", ")}] name an axis of ${formatShape(shape)} twice, expected each once.`,
    );
  }
  return resolved.toSorted((a, b) => a - b);
}
