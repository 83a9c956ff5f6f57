import { describe, ShapeError } from "./errors.ts";
import {
  type Axes,
  formatShape,
  fromStart,
  type NdArray,
  resolveAxes,
  resolveAxis,
  sameShape,
  type Shape,
  sizeOf,
} from "./shape.ts";
import { copyView, expand, positions, stridesOf } from "./strided.ts";

/** The same values in row-major order under another shape; one size may be -1, to be worked out from the others. */
export function reshape(a: NdArray, shape: Shape): NdArray {
  const unknown = Array.isArray(shape) ? shape.indexOf(-1) : -1;
  const known = sizeOf(unknown < 0 ? shape : shape.toSpliced(unknown, 1), "reshape");
  const length = a.data.length / known;
  if (unknown < 0 ? known !== a.data.length : !Number.isInteger(length)) {
    throw new ShapeError(
      `reshape: cannot turn ${formatShape(a.shape)} (${a.data.length} values) into ${formatShape(shape)}; ` +
        (unknown < 0 ? `it holds ${known}.` : `${a.data.length} values do not divide evenly by ${known}.`),
    );
  }
  return { data: a.data.slice(), shape: unknown < 0 ? shape : shape.with(unknown, length) };
}

/** Reorders the axes: axis i of the result is axis `order[i]` of `a`. */
export function transpose(a: NdArray, order?: readonly number[]): NdArray {
  const axes =
    order?.map((axis) => resolveAxis(axis, a.shape, "transpose")) ?? a.shape.map((_, axis) => axis).toReversed();
  if (axes.length !== a.shape.length || new Set(axes).size < axes.length) {
    throw new ShapeError(
      `transpose: axes are [${order?.join(", ")}] for shape ${formatShape(a.shape)}, expected each of its axes once.`,
    );
  }
  const strides = stridesOf(a.shape);
  return copyView(a.data, {
    shape: axes.map((axis) => a.shape[axis]!),
    strides: axes.map((axis) => strides[axis]!),
    offset: 0,
  });
}

/** Swaps the last two axes. */
export function swapLastTwo(a: NdArray): NdArray {
  const rank = a.shape.length;
  if (rank < 2) {
    throw new ShapeError(
      `T: shape is ${formatShape(a.shape)}, expected at least two axes to swap. Add one with expandDims.`,
    );
  }
  const leading = a.shape.slice(0, -2).map((_, axis) => axis);
  return transpose(a, [...leading, rank - 1, rank - 2]);
}

/** Inserts an axis of size 1 before `axis`, which counts in the result. */
export function expandDims(a: NdArray, axis: number): NdArray {
  const rank = a.shape.length + 1;
  const position = fromStart(axis, rank);
  if (position === undefined) {
    throw new RangeError(
      `expandDims: axis is ${describe(axis)} for shape ${formatShape(a.shape)}, expected an integer in [-${rank}, ${rank}).`,
    );
  }
  return reshape(a, a.shape.toSpliced(position, 0, 1));
}

/** Drops the named axes of size 1, or all such axes. */
export function squeeze(a: NdArray, axes?: Axes): NdArray {
  const dropped = axes === undefined ? undefined : resolveAxes(axes, a.shape, "squeeze");
  const long = dropped?.find((axis) => a.shape[axis] !== 1);
  if (long !== undefined) {
    throw new ShapeError(
      `squeeze: axis ${long} of ${formatShape(a.shape)} has size ${a.shape[long]}, expected 1. Use reshape to merge axes.`,
    );
  }
  return reshape(
    a,
    a.shape.filter((size, axis) => (dropped ? !dropped.includes(axis) : size !== 1)),
  );
}

/** Repeats `a` along axes of size 1 and new leading axes. */
export function broadcastTo(a: NdArray, shape: Shape): NdArray {
  sizeOf(shape, "broadcastTo");
  if (!broadcastsTo(a.shape, shape)) {
    throw new ShapeError(
      `broadcastTo: cannot broadcast ${formatShape(a.shape)} to ${formatShape(shape)}; aligned from the right, ` +
        `each size must be equal to the target's or 1. Insert axes with expandDims.`,
    );
  }
  return expand(a, shape);
}

/** Whether repeating axes of size 1 and adding leading axes turns `from` into `to`. */
export function broadcastsTo(from: Shape, to: Shape): boolean {
  const aligned = to.slice(Math.max(0, to.length - from.length));
  return (
    from.length <= to.length &&
    (sameShape(from, aligned) || from.every((size, axis) => size === 1 || size === aligned[axis]))
  );
}

/** Surrounds `a` with `value`: `widths[axis]` is the number of elements before and after it. */
export function pad(a: NdArray, widths: readonly (readonly [number, number])[], value: number): NdArray {
  if (widths.length !== a.shape.length) {
    throw new ShapeError(
      `pad: got ${widths.length} pairs of widths for shape ${formatShape(a.shape)}, ` +
        `expected ${a.shape.length}, one for each axis.`,
    );
  }
  for (const [axis, pair] of widths.entries()) {
    if (pair.length !== 2 || !pair.every((width) => Number.isSafeInteger(width) && width >= 0)) {
      throw new RangeError(`pad: widths[${axis}] is [${pair.join(", ")}], expected two whole numbers, at least 0.`);
    }
  }
  const shape = a.shape.map((size, axis) => size + widths[axis]![0] + widths[axis]![1]);
  const strides = stridesOf(shape);
  const offset = strides.reduce((total, stride, axis) => total + stride * widths[axis]![0], 0);
  const to = positions({ shape: a.shape, strides, offset });
  const result = new Float64Array(sizeOf(shape)).fill(value);
  for (let i = 0; i < to.length; i++) result[to[i]!] = a.data[i]!;
  return { data: result, shape };
}
