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
  const strides: number[] = [];
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides.unshift(stride);
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
export function copyView(data: Float64Array, view: View): NdArray {
  const from = positions(view);
  const result = new Float64Array(from.length);
  for (let i = 0; i < result.length; i++) result[i] = data[from[i]!]!;
  return { data: result, shape: view.shape };
}

/** Repeats `a` along its axes of size 1 and along new leading axes; `shape` must be one that it broadcasts to. */
export function expand(a: NdArray, shape: Shape): NdArray {
  const added = shape.length - a.shape.length;
  const own = stridesOf(a.shape);
  const strides = shape.map((_, axis) => (axis < added || a.shape[axis - added] === 1 ? 0 : own[axis - added]!));
  return copyView(a.data, { shape, strides, offset: 0 });
}
