import { operand } from "./elementwise.ts";
import { describe, ShapeError } from "./errors.ts";
import { formatShape, fromStart, type NdArray, resolveAxis, sizeOf } from "./shape.ts";
import { copyView, stridesOf } from "./strided.ts";

/** One axis of a slice: all of it, an index (which drops the axis), or `[start, stop, step]` with null for an open end. */
export type SliceRange = null | number | readonly [number | null, number | null, number?];

/** The value at one index per axis. */
export function at(a: NdArray, indices: readonly number[]): number {
  if (indices.length !== a.shape.length) {
    throw new ShapeError(
      `at: indices are [${indices.join(", ")}] for shape ${formatShape(a.shape)}, ` +
        `expected ${a.shape.length}, one for each axis. Use slice for a part.`,
    );
  }
  let position = 0;
  for (let axis = 0; axis < indices.length; axis++) {
    position = position * a.shape[axis]! + resolveIndex(indices[axis]!, a.shape[axis]!, `at: indices[${axis}]`);
  }
  return a.data[position]!;
}

/** The part of `a` that the ranges pick, axis by axis, as Python slices do. */
export function slice(a: NdArray, ranges: readonly SliceRange[]): NdArray {
  if (ranges.length > a.shape.length) {
    throw new ShapeError(
      `slice: got ${ranges.length} ranges for shape ${formatShape(a.shape)}, expected at most ${a.shape.length}.`,
    );
  }
  const shape: number[] = [];
  const strides: number[] = [];
  let offset = 0;
  for (const [axis, stride] of stridesOf(a.shape).entries()) {
    const range = ranges[axis] ?? null;
    const length = a.shape[axis]!;
    if (typeof range === "number") {
      offset += stride * resolveIndex(range, length, `slice: ranges[${axis}]`);
      continue;
    }
    const [start, count, step] = resolveRange(range ?? [null, null], length, axis);
    offset += stride * start;
    shape.push(count);
    strides.push(stride * step);
  }
  return copyView(a.data, { shape, strides, offset });
}

/** Entries along `axis`, picked by index: `shape[:axis] + indices.shape + shape[axis+1:]`. */
export function gather(a: NdArray, indices: NdArray | readonly number[], axis: number): NdArray {
  const along = resolveAxis(axis, a.shape, "gather");
  const picks = Array.isArray(indices)
    ? { data: indices as readonly number[], shape: [indices.length] }
    : operand(indices as NdArray, "gather");
  const length = a.shape[along]!;
  const inner = sizeOf(a.shape.slice(along + 1));
  const outer = sizeOf(a.shape.slice(0, along));
  const starts = Array.from(picks.data, (index, i) => inner * resolveIndex(index, length, `gather: indices[${i}]`));
  const result = new Float64Array(outer * starts.length * inner);
  let to = 0;
  for (let block = 0; block < outer; block++) {
    for (const start of starts) {
      const from = block * length * inner + start;
      for (let i = 0; i < inner; i++) result[to++] = a.data[from + i]!;
    }
  }
  return { data: result, shape: a.shape.toSpliced(along, 1, ...picks.shape) };
}

/** The first index, the number of elements and the step of a Python slice of an axis. */
function resolveRange(
  [start, stop, step = 1]: readonly [number | null, number | null, number?],
  length: number,
  axis: number,
) {
  if (step === 0 || ![start ?? 0, stop ?? 0, step].every(Number.isInteger)) {
    throw new RangeError(
      `slice: ranges[${axis}] is [${start}, ${stop}, ${step}], ` +
        `expected integers or null for an open end, and a step other than 0.`,
    );
  }
  // A negative step walks from the last element to the one before the first, at -1.
  const [lowest, highest] = step > 0 ? [0, length] : [-1, length - 1];
  const clamp = (index: number) => Math.min(Math.max(index < 0 ? index + length : index, lowest), highest);
  const first = start === null ? (step > 0 ? lowest : highest) : clamp(start);
  const end = stop === null ? (step > 0 ? highest : lowest) : clamp(stop);
  return [first, Math.max(0, Math.ceil((end - first) / step)), step] as const;
}

function resolveIndex(index: number, length: number, argument: string): number {
  const resolved = fromStart(index, length);
  if (resolved !== undefined) return resolved;
  const rule = length === 0 ? "but that axis is empty" : `expected an integer in [-${length}, ${length})`;
  throw new RangeError(`${argument} is ${describe(index)}, ${rule}.`);
}
