// Every reduction is a function of one contiguous row. The reduced axes are moved to the end first, so that
// each result belongs to one row of the data.

import { ShapeError } from "./errors.ts";
import { broadcastsTo, transpose } from "./layout.ts";
import { type Axes, formatShape, type NdArray, resolveAxes, type Shape, sizeOf } from "./shape.ts";

/** What the reductions take besides their axes. */
export interface ReduceOptions {
  /** Keeps each reduced axis with size 1, so that the result broadcasts against the input. */
  readonly keepDims?: boolean | undefined;
}

/** A function of the values in [start, end), and whether it has a value when there are none. */
interface Reduction {
  readonly name: string;
  readonly ofRow: (data: Float64Array, start: number, end: number) => number;
  readonly needsValues: boolean;
}

export const sum: Reduction = { name: "sum", ofRow: sumOfRow, needsValues: false };
export const mean: Reduction = { name: "mean", ofRow: meanOfRow, needsValues: false };
export const max: Reduction = { name: "max", ofRow: maxOfRow, needsValues: true };
export const min: Reduction = { name: "min", ofRow: minOfRow, needsValues: true };
export const argmax: Reduction = { name: "argmax", ofRow: argmaxOfRow, needsValues: true };
export const argmin: Reduction = { name: "argmin", ofRow: argminOfRow, needsValues: true };

/** The mean squared distance from the mean, `correction` subtracted from the count that divides. */
export function variance(correction = 0): Reduction {
  return { name: "variance", ofRow: (...row) => varianceOfRow(row, correction), needsValues: false };
}

/** Reduces the named axes, or all of them, to one value each. */
export function reduce(reduction: Reduction, a: NdArray, axes?: Axes, options: ReduceOptions = {}): NdArray {
  const reduced = resolveAxes(axes, a.shape, reduction.name);
  const kept = a.shape.map((_, axis) => axis).filter((axis) => !reduced.includes(axis));
  const length = sizeOf(reduced.map((axis) => a.shape[axis]!));
  const rows = sizeOf(kept.map((axis) => a.shape[axis]!));
  if (length === 0 && rows > 0 && reduction.needsValues) {
    throw new ShapeError(
      `${reduction.name}: axes [${reduced.join(", ")}] of ${formatShape(a.shape)} hold no values, expected at least one.`,
    );
  }
  const order = [...kept, ...reduced];
  const isInOrder = order.every((axis, position) => axis === position);
  const data = isInOrder ? a.data : transpose(a, order).data;
  const result = new Float64Array(rows);
  for (let row = 0; row < rows; row++) result[row] = reduction.ofRow(data, row * length, (row + 1) * length);
  const shape = options.keepDims
    ? a.shape.map((size, axis) => (reduced.includes(axis) ? 1 : size))
    : kept.map((axis) => a.shape[axis]!);
  return { data: result, shape };
}

/** Sums over the axes along which `shape` was repeated to give the shape of `a`. */
export function sumTo(a: NdArray, shape: Shape): NdArray {
  sizeOf(shape, "sumTo");
  if (!broadcastsTo(shape, a.shape)) {
    throw new ShapeError(
      `sumTo: cannot sum ${formatShape(a.shape)} to ${formatShape(shape)}; aligned from the right, ` +
        `each size of the result must be equal to the tensor's or 1.`,
    );
  }
  const added = a.shape.length - shape.length;
  const repeated = a.shape.map((_, axis) => axis).filter((axis) => shape[axis - added] !== a.shape[axis]);
  return { data: reduce(sum, a, repeated, { keepDims: true }).data, shape };
}

function sumOfRow(data: Float64Array, start: number, end: number): number {
  let total = 0;
  for (let i = start; i < end; i++) total += data[i]!;
  return total;
}

function meanOfRow(data: Float64Array, start: number, end: number): number {
  return sumOfRow(data, start, end) / (end - start);
}

function varianceOfRow([data, start, end]: [Float64Array, number, number], correction: number): number {
  const center = meanOfRow(data, start, end);
  let total = 0;
  for (let i = start; i < end; i++) total += (data[i]! - center) ** 2;
  return total / Math.max(end - start - correction, 0);
}

function maxOfRow(data: Float64Array, start: number, end: number): number {
  let best = data[start]!;
  for (let i = start + 1; i < end; i++) best = Math.max(best, data[i]!); // Math.max passes NaN on
  return best;
}

function minOfRow(data: Float64Array, start: number, end: number): number {
  let best = data[start]!;
  for (let i = start + 1; i < end; i++) best = Math.min(best, data[i]!);
  return best;
}

function argmaxOfRow(data: Float64Array, start: number, end: number): number {
  let best = start;
  for (let i = start; i < end; i++) {
    if (Number.isNaN(data[i])) return i - start;
    if (data[i]! > data[best]!) best = i;
  }
  return best - start;
}

function argminOfRow(data: Float64Array, start: number, end: number): number {
  let best = start;
  for (let i = start; i < end; i++) {
    if (Number.isNaN(data[i])) return i - start;
    if (data[i]! < data[best]!) best = i;
  }
  return best - start;
}
