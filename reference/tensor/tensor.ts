// The class itself holds no loops: each method names a kernel in one of the neighbouring files.
//   elementwise.ts  one result per element, with broadcasting
//   reduce.ts       one result per row of the reduced axes
//   matmul.ts       products of matrices
//   layout.ts       the same values under another shape; select.ts a part of them
//   nested.ts       to and from nested arrays

import { binary, clip, unary } from "./elementwise.ts";
import { ShapeError } from "./errors.ts";
import { broadcastTo, expandDims, pad, reshape, squeeze, swapLastTwo, transpose } from "./layout.ts";
import { matmul } from "./matmul.ts";
import { format, nest, type NestedNumbers } from "./nested.ts";
import * as reductions from "./reduce.ts";
import { at, gather, slice, type SliceRange } from "./select.ts";
import { type Axes, formatShape, type NdArray, type Shape, sizeOf } from "./shape.ts";

/**
 * An n-dimensional array of 64-bit floats, stored contiguously in row-major order.
 *
 * Every operation returns a new tensor with data of its own; none changes its operands. Operands broadcast as in
 * NumPy: aligned from the right, sizes must be equal or one of them 1.
 *
 * @param data - the values in row-major order. A Float64Array is adopted without copying, so later writes to it show.
 * @param shape - the size along each axis.
 * @throws ShapeError - when `data` does not hold as many values as `shape`.
 * @example new Tensor([1, 2, 3, 4], [2, 2]) // => [[1, 2], [3, 4]]
 */
export class Tensor {
  readonly data: Float64Array;
  readonly shape: Shape;

  constructor(data: Float64Array | readonly number[], shape: Shape) {
    const size = sizeOf(shape);
    if (data.length !== size) {
      throw new ShapeError(`Tensor: data has ${data.length} values, but shape ${formatShape(shape)} holds ${size}.`);
    }
    // The tag, unlike instanceof, also knows a Float64Array of another realm.
    const isFloat64 = data instanceof Float64Array || Object.prototype.toString.call(data) === "[object Float64Array]";
    this.data = isFloat64 ? (data as Float64Array) : Float64Array.from(data);
    this.shape = shape.slice();
  }

  /** The number of axes. */
  get rank(): number {
    return this.shape.length;
  }

  /** The number of values. */
  get size(): number {
    return this.data.length;
  }

  /**
   * One value, by one index per axis; a negative index counts from the end.
   *
   * @throws ShapeError - when there is not one index per axis.
   * @throws RangeError - when an index is not an integer in range.
   * @example tensor([[1, 2], [3, 4]]).at(-1, 0) // => 3
   */
  at(...indices: readonly number[]): number {
    return at(this, indices);
  }

  /**
   * The value of a tensor that holds one, whatever its rank.
   *
   * @throws ShapeError - when the size is not 1.
   * @example tensor([[5]]).item() // => 5
   */
  item(): number {
    if (this.size !== 1) throw new ShapeError(`item: shape is ${formatShape(this.shape)}, expected exactly one value.`);
    return this.data[0]!;
  }

  /**
   * The values as nested arrays; a number for shape [].
   *
   * @example tensor([[1, 2]]).mul(2).toArray() // => [[2, 4]]
   */
  toArray(): number | NestedNumbers {
    return nest(this);
  }

  /**
   * The shape and the values, of which only the first few when there are more than 64.
   *
   * @example tensor([[1, 2]]).toString() // => "Tensor[1, 2] [[1, 2]]"
   */
  toString(): string {
    return format(this);
  }

  /**
   * The sum `this + other`, element by element.
   *
   * @throws ShapeError - when the shapes do not broadcast.
   * @example tensor([[1, 2], [3, 4]]).add(tensor([10, 20])) // => [[11, 22], [13, 24]]
   */
  add(other: Tensor | number): Tensor {
    return wrap(binary("add", this, other));
  }

  /**
   * The difference `this − other`, element by element.
   *
   * @throws ShapeError - when the shapes do not broadcast.
   * @example tensor([1, 2]).sub(1) // => [0, 1]
   */
  sub(other: Tensor | number): Tensor {
    return wrap(binary("sub", this, other));
  }

  /**
   * The product `this · other`, element by element; see `matmul` for matrices.
   *
   * @throws ShapeError - when the shapes do not broadcast.
   * @example tensor([1, 2]).mul(tensor([[3], [4]])) // => [[3, 6], [4, 8]]
   */
  mul(other: Tensor | number): Tensor {
    return wrap(binary("mul", this, other));
  }

  /**
   * The quotient `this / other`, element by element; dividing by 0 gives ±Infinity, or NaN for 0 / 0.
   *
   * @throws ShapeError - when the shapes do not broadcast.
   * @example tensor([1, -1, 0]).div(0) // => [Infinity, -Infinity, NaN]
   */
  div(other: Tensor | number): Tensor {
    return wrap(binary("div", this, other));
  }

  /**
   * The power `this ^ other`, element by element.
   *
   * @throws ShapeError - when the shapes do not broadcast.
   * @example tensor([2, 3]).pow(2) // => [4, 9]
   */
  pow(other: Tensor | number): Tensor {
    return wrap(binary("pow", this, other));
  }

  /**
   * The larger of the two values, element by element; NaN when either is NaN.
   *
   * @throws ShapeError - when the shapes do not broadcast.
   * @example tensor([-1, 2]).maximum(0) // => [0, 2]
   */
  maximum(other: Tensor | number): Tensor {
    return wrap(binary("maximum", this, other));
  }

  /**
   * The smaller of the two values, element by element; NaN when either is NaN.
   *
   * @throws ShapeError - when the shapes do not broadcast.
   * @example tensor([-1, 2]).minimum(0) // => [-1, 0]
   */
  minimum(other: Tensor | number): Tensor {
    return wrap(binary("minimum", this, other));
  }

  /**
   * 1 where `this > other`, otherwise 0.
   *
   * @throws ShapeError - when the shapes do not broadcast.
   * @example tensor([1, 2, 3]).greater(2) // => [0, 0, 1]
   */
  greater(other: Tensor | number): Tensor {
    return wrap(binary("greater", this, other));
  }

  /**
   * 1 where `this ≥ other`, otherwise 0.
   *
   * @throws ShapeError - when the shapes do not broadcast.
   * @example tensor([1, 2, 3]).greaterEqual(2) // => [0, 1, 1]
   */
  greaterEqual(other: Tensor | number): Tensor {
    return wrap(binary("greaterEqual", this, other));
  }

  /**
   * 1 where `this < other`, otherwise 0.
   *
   * @throws ShapeError - when the shapes do not broadcast.
   * @example tensor([1, 2, 3]).less(2) // => [1, 0, 0]
   */
  less(other: Tensor | number): Tensor {
    return wrap(binary("less", this, other));
  }

  /**
   * 1 where `this ≤ other`, otherwise 0.
   *
   * @throws ShapeError - when the shapes do not broadcast.
   * @example tensor([1, 2, 3]).lessEqual(2) // => [1, 1, 0]
   */
  lessEqual(other: Tensor | number): Tensor {
    return wrap(binary("lessEqual", this, other));
  }

  /**
   * 1 where the values are the same, otherwise 0; NaN equals nothing.
   *
   * @throws ShapeError - when the shapes do not broadcast.
   * @example tensor([1, NaN]).equal(tensor([1, NaN])) // => [1, 0]
   */
  equal(other: Tensor | number): Tensor {
    return wrap(binary("equal", this, other));
  }

  /**
   * 1 where the values differ, otherwise 0.
   *
   * @throws ShapeError - when the shapes do not broadcast.
   * @example tensor([1, 2, 3]).notEqual(2) // => [1, 0, 1]
   */
  notEqual(other: Tensor | number): Tensor {
    return wrap(binary("notEqual", this, other));
  }

  /** `−x` for each element. */
  neg(): Tensor {
    return this.mul(-1);
  }

  /** `|x|` for each element. */
  abs(): Tensor {
    return wrap(unary(this, Math.abs));
  }

  /** `e^x` for each element. */
  exp(): Tensor {
    return wrap(unary(this, Math.exp));
  }

  /** The natural logarithm of each element: -Infinity at 0, NaN below. */
  log(): Tensor {
    return wrap(unary(this, Math.log));
  }

  /** The square root of each element, NaN below 0. */
  sqrt(): Tensor {
    return wrap(unary(this, Math.sqrt));
  }

  /** `x²` for each element. */
  square(): Tensor {
    return this.mul(this);
  }

  /** The hyperbolic tangent of each element. */
  tanh(): Tensor {
    return wrap(unary(this, Math.tanh));
  }

  /** -1, 0 or 1, the sign of each element. */
  sign(): Tensor {
    return wrap(unary(this, Math.sign));
  }

  /**
   * Each element limited to [low, high].
   *
   * @throws RangeError - when `low` is above `high`.
   * @example tensor([-2, 0.5, 2]).clip(-1, 1) // => [-1, 0.5, 1]
   */
  clip(low: number, high: number): Tensor {
    return wrap(clip(this, low, high));
  }

  /**
   * `f(value, index)` for each element, where `index` counts in row-major order.
   *
   * @example tensor([[1, 2], [3, 4]]).map((value, index) => value * index) // => [[0, 2], [6, 12]]
   */
  map(f: (value: number, index: number) => number): Tensor {
    return wrap(unary(this, f));
  }

  /**
   * The sum over the named axes, or over all; 0 for no values.
   *
   * @returns the shape without those axes, or with size 1 there when `keepDims` is set.
   * @throws RangeError - when an axis is out of range or named twice.
   * @example tensor([[1, 2], [3, 4]]).sum() // => 10
   * @example tensor([[1, 2], [3, 4]]).sum(0) // => [4, 6]
   * @example tensor([[1, 2], [3, 4]]).sum(-1, { keepDims: true }) // => [[3], [7]]
   */
  sum(axes?: Axes, options?: reductions.ReduceOptions): Tensor {
    return wrap(reductions.reduce(reductions.sum, this, axes, options));
  }

  /**
   * The average over the named axes, or over all; NaN for no values.
   *
   * @returns the shape without those axes, or with size 1 there when `keepDims` is set.
   * @throws RangeError - when an axis is out of range or named twice.
   * @example tensor([[1, 2], [3, 4]]).mean(1) // => [1.5, 3.5]
   */
  mean(axes?: Axes, options?: reductions.ReduceOptions): Tensor {
    return wrap(reductions.reduce(reductions.mean, this, axes, options));
  }

  /**
   * The largest value over the named axes, or over all; NaN when one of them is NaN.
   *
   * @returns the shape without those axes, or with size 1 there when `keepDims` is set.
   * @throws ShapeError - when there are no values to choose from.
   * @throws RangeError - when an axis is out of range or named twice.
   * @example tensor([[1, 4], [3, 2]]).max(0) // => [3, 4]
   */
  max(axes?: Axes, options?: reductions.ReduceOptions): Tensor {
    return wrap(reductions.reduce(reductions.max, this, axes, options));
  }

  /**
   * The smallest value over the named axes, or over all; NaN when one of them is NaN.
   *
   * @returns the shape without those axes, or with size 1 there when `keepDims` is set.
   * @throws ShapeError - when there are no values to choose from.
   * @throws RangeError - when an axis is out of range or named twice.
   * @example tensor([[1, 4], [3, 2]]).min(0) // => [1, 2]
   */
  min(axes?: Axes, options?: reductions.ReduceOptions): Tensor {
    return wrap(reductions.reduce(reductions.min, this, axes, options));
  }

  /**
   * Where along the axis the largest value is, the first of equals; the first NaN, when there is one.
   *
   * @param axis - one axis; when left out, the index counts over all values in row-major order.
   * @returns the shape without that axis, or with size 1 there when `keepDims` is set.
   * @throws ShapeError - when there are no values to choose from.
   * @throws RangeError - when the axis is out of range.
   * @example tensor([[1, 4], [3, 3]]).argmax(1) // => [1, 0]
   */
  argmax(axis?: number, options?: reductions.ReduceOptions): Tensor {
    return wrap(reductions.reduce(reductions.argmax, this, axis, options));
  }

  /**
   * Where along the axis the smallest value is, the first of equals; the first NaN, when there is one.
   *
   * @param axis - one axis; when left out, the index counts over all values in row-major order.
   * @returns the shape without that axis, or with size 1 there when `keepDims` is set.
   * @throws ShapeError - when there are no values to choose from.
   * @throws RangeError - when the axis is out of range.
   * @example tensor([[1, 4], [3, 0]]).argmin() // => 3
   */
  argmin(axis?: number, options?: reductions.ReduceOptions): Tensor {
    return wrap(reductions.reduce(reductions.argmin, this, axis, options));
  }

  /**
   * The mean squared distance from the mean, over the named axes or over all.
   *
   * `v = Σ (x − mean(x))² / (n − correction)`, with a divisor of 0 when that is negative
   *
   * @param options - `correction` is 0 for a whole population, 1 for the unbiased estimate from a sample.
   * @returns the shape without those axes, or with size 1 there when `keepDims` is set.
   * @throws RangeError - when an axis is out of range or named twice.
   * @example tensor([1, 2, 3, 4]).variance() // => 1.25
   * @example tensor([[1, 3], [2, 2]]).variance(1, { correction: 1 }) // => [2, 0]
   */
  variance(axes?: Axes, options?: reductions.ReduceOptions & { readonly correction?: number | undefined }): Tensor {
    return wrap(reductions.reduce(reductions.variance(options?.correction), this, axes, options));
  }

  /**
   * The matrix product over the last two axes.
   *
   * `c_ij = Σ_k a_ik b_kj`
   *
   * Leading axes broadcast. A vector is a row on the left and a column on the right; the axis it lacks is dropped from
   * the result.
   *
   * @param other - `[..., K, M]`, or `[K]`; this tensor is `[..., N, K]`, or `[K]`.
   * @returns `[..., N, M]`.
   * @throws ShapeError - when the inner sizes differ, the leading axes do not broadcast, or an operand has no axes.
   * @example tensor([[1, 2], [3, 4]]).matmul(tensor([[0, 1], [1, 0]])) // => [[2, 1], [4, 3]]
   * @example tensor([1, 2]).matmul(tensor([3, 4])) // => 11
   */
  matmul(other: Tensor): Tensor {
    return wrap(matmul(this, other));
  }

  /**
   * The same values, in row-major order, under another shape.
   *
   * @param shape - sizes whose product is the size of this tensor; one may be -1, to be worked out from the others.
   * @throws ShapeError - when the number of values differs.
   * @example arange(6).reshape([2, -1]) // => [[0, 1, 2], [3, 4, 5]]
   */
  reshape(shape: Shape): Tensor {
    return wrap(reshape(this, shape));
  }

  /**
   * The axes in another order: axis i of the result is axis `axes[i]` of this tensor.
   *
   * @param axes - each axis once; all of them reversed when left out.
   * @throws ShapeError - when an axis is missing or named twice.
   * @throws RangeError - when an axis is out of range.
   * @example zeros([2, 3, 4]).transpose([1, 2, 0]).shape // => [3, 4, 2]
   */
  transpose(axes?: readonly number[]): Tensor {
    return wrap(transpose(this, axes));
  }

  /**
   * The last two axes swapped: `[..., N, M]` to `[..., M, N]`.
   *
   * @throws ShapeError - when there are fewer than two axes.
   * @example tensor([[1, 2], [3, 4]]).T // => [[1, 3], [2, 4]]
   */
  get T(): Tensor {
    return wrap(swapLastTwo(this));
  }

  /**
   * A part of the tensor, one range per axis, with the rules of Python.
   *
   * @param ranges - for each axis null (all of it), an index (which drops the axis), or `[start, stop, step]`, where
   *   null leaves an end open, negative indices count from the end, and a negative step walks back. Axes without a range
   *   are whole.
   * @throws ShapeError - when there are more ranges than axes.
   * @throws RangeError - when an index is out of range, a bound not an integer, or a step 0.
   * @example tensor([[1, 2, 3], [4, 5, 6]]).slice(null, [1, 3]) // => [[2, 3], [5, 6]]
   * @example tensor([[1, 2, 3], [4, 5, 6]]).slice(-1, [null, null, -1]) // => [6, 5, 4]
   */
  slice(...ranges: readonly SliceRange[]): Tensor {
    return wrap(slice(this, ranges));
  }

  /**
   * The tensor surrounded by a constant.
   *
   * @param widths - for each axis how many elements to add before and after it.
   * @param value - the constant.
   * @throws ShapeError - when there is not one pair per axis.
   * @throws RangeError - when a width is not a whole number, at least 0.
   * @example tensor([[1, 2]]).pad([[0, 1], [1, 0]]) // => [[0, 1, 2], [0, 0, 0]]
   */
  pad(widths: readonly (readonly [number, number])[], value = 0): Tensor {
    return wrap(pad(this, widths, value));
  }

  /**
   * Entries along an axis, picked by index.
   *
   * @param indices - of any shape; integers in [-n, n), where n is the size of the axis and negative ones count from the end.
   * @returns `shape[:axis] + indices.shape + shape[axis+1:]`.
   * @throws RangeError - when an index is not an integer in range, or the axis is out of range.
   * @example tensor([[1, 2], [3, 4], [5, 6]]).gather([2, 0]) // => [[5, 6], [1, 2]]
   * @example tensor([10, 20, 30]).gather(tensor([[0, 1], [2, 2]])) // => [[10, 20], [30, 30]]
   */
  gather(indices: Tensor | readonly number[], axis = 0): Tensor {
    return wrap(gather(this, indices, axis));
  }

  /**
   * An axis of size 1 inserted at `axis`, which counts in the result.
   *
   * @throws RangeError - when the axis is out of range.
   * @example tensor([1, 2]).expandDims(-1) // => [[1], [2]]
   */
  expandDims(axis: number): Tensor {
    return wrap(expandDims(this, axis));
  }

  /**
   * The named axes of size 1 dropped, or all such axes.
   *
   * @throws ShapeError - when a named axis has another size.
   * @throws RangeError - when an axis is out of range.
   * @example tensor([[[1], [2]]]).squeeze() // => [1, 2]
   */
  squeeze(axis?: Axes): Tensor {
    return wrap(squeeze(this, axis));
  }

  /** All values along one axis, in row-major order. */
  flatten(): Tensor {
    return this.reshape([this.size]);
  }

  /**
   * The tensor repeated along its axes of size 1 and along new leading axes.
   *
   * @throws ShapeError - when the tensor does not broadcast to `shape`.
   * @example tensor([1, 2]).broadcastTo([2, 2]) // => [[1, 2], [1, 2]]
   */
  broadcastTo(shape: Shape): Tensor {
    return wrap(broadcastTo(this, shape));
  }

  /**
   * The reverse of broadcasting: sums over the axes along which `shape` would be repeated to give the shape of this tensor.
   *
   * This is what the gradient of a broadcast needs: an operand that was repeated receives the sum of the gradients of its
   * copies, `⟨broadcastTo(x), g⟩ = ⟨x, sumTo(g)⟩`.
   *
   * @throws ShapeError - when `shape` does not broadcast to the shape of this tensor.
   * @example tensor([[1, 2], [3, 4]]).sumTo([2]) // => [4, 6]
   * @example tensor([[1, 2], [3, 4]]).sumTo([2, 1]) // => [[3], [7]]
   */
  sumTo(shape: Shape): Tensor {
    return wrap(reductions.sumTo(this, shape));
  }
}

function wrap({ data, shape }: NdArray): Tensor {
  return new Tensor(data, shape);
}
