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

/** The rows of a view, which are walked by one stride, so that only where each begins is looked up. */
export function rows({ shape, strides, offset }: View): {
  readonly starts: Uint32Array;
  readonly length: number;
  readonly stride: number;
} {
  return {
    starts: positions({ shape: shape.slice(0, -1), strides, offset }),
    length: shape.at(-1) ?? 1,
    stride: strides.at(-1) ?? 0,
  };
}

/** The elements of a view, laid out row-major in an array of their own. */
export function copyView(data: Float64Array, view: View): NdArray {
  const { starts, length, stride } = rows(view);
  const result = new Float64Array(starts.length * length);
  for (let row = 0, to = 0; row < starts.length; row++) {
    for (let i = 0, from = starts[row]!; i < length; i++, from += stride) result[to++] = data[from]!;
  }
  return { data: result, shape: view.shape };
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
