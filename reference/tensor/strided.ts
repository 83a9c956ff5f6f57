// A strided view names, for every axis, how far apart neighbours lie in the data. Transposing, slicing and
// broadcasting are all the same copy under different strides: swapped, scaled, or 0 along a repeated axis.

import { type NdArray, type Shape, sizeOf } from "./shape.ts";

/** A rectangular pattern of positions in row-major data. */
export interface View {
  readonly shape: Shape;
  readonly strides: readonly number[];
  readonly offset: number;
}

/** The distance in the data between neighbours along each axis. */
export function stridesOf(shape: Shape): number[] {
  const strides = [...shape];
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis]!;
  }
  return strides;
}

/** Where in the data the elements of a view lie, in row-major order of the view. */
export function positions({ shape, strides, offset }: View): Uint32Array {
  const size = sizeOf(shape);
  const result = new Uint32Array(size);
  if (size === 0) return result;
  result[0] = offset;
  // Each axis, from the last, repeats the block known so far, one stride further on.
  let block = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const stride = strides[axis]!;
    const end = block * shape[axis]!;
    for (let i = block; i < end; i++) result[i] = result[i - block]! + stride;
    block = end;
  }
  return result;
}

/** The elements of a view, laid out row-major in an array of their own. */
export function copyView(data: Float64Array, { shape, strides, offset }: View): NdArray {
  // A row is walked by its stride; only where each begins is looked up.
  const starts = positions({ shape: shape.slice(0, -1), strides, offset });
  const [count, stride] = [shape.at(-1) ?? 1, strides.at(-1) ?? 0];
  const result = new Float64Array(starts.length * count);
  for (let row = 0, to = 0; row < starts.length; row++) {
    const start = starts[row]!;
    for (let i = 0; i < count; i++) result[to++] = data[start + i * stride]!;
  }
  return { data: result, shape };
}

/** The strides by which `own` repeats along its axes of size 1 and along new leading axes; it must broadcast to `shape`. */
export function broadcastStrides(own: Shape, shape: Shape): number[] {
  const added = shape.length - own.length;
  const strides = stridesOf(own);
  return shape.map((_, axis) => (axis < added || own[axis - added] === 1 ? 0 : strides[axis - added]!));
}

/** Repeats `a` along its axes of size 1 and along new leading axes; `shape` must be one that it broadcasts to. */
export function expand(a: NdArray, shape: Shape): NdArray {
  return copyView(a.data, { shape, strides: broadcastStrides(a.shape, shape), offset: 0 });
}
