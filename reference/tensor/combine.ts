import { operand } from "./elementwise.ts";
import { describe, ShapeError } from "./errors.ts";
import { broadcastShapes, formatShape, fromStart, type NdArray, resolveAxis, sizeOf } from "./shape.ts";
import { expand } from "./strided.ts";
import { Tensor } from "./tensor.ts";

/**
 * Joins tensors along an axis that they have.
 *
 * @param tensors - at least one; their shapes may differ along `axis` alone.
 * @param axis - where to join; a negative axis counts from the end.
 * @returns the common shape, with the sizes along `axis` added up.
 * @throws ShapeError - when there is no tensor, or the shapes differ along another axis.
 * @throws RangeError - when `axis` is out of range.
 * @example concatenate([tensor([[1], [2]]), tensor([[3, 4], [5, 6]])], 1) // => [[1, 3, 4], [2, 5, 6]]
 */
export function concatenate(tensors: readonly Tensor[], axis = 0): Tensor {
  const first = firstOf(tensors, "concatenate");
  const along = resolveAxis(axis, first.shape, "concatenate");
  for (const [i, { shape }] of tensors.entries()) {
    const fits =
      shape.length === first.rank && shape.every((size, other) => other === along || size === first.shape[other]);
    if (!fits) throw new ShapeError(`concatenate: ${disagree(i, shape, first.shape)}, on every axis but ${along}.`);
  }
  const length = tensors.reduce((total, { shape }) => total + shape[along]!, 0);
  const shape = first.shape.with(along, length);
  const result = new Float64Array(sizeOf(shape));
  const blocks = sizeOf(shape.slice(0, along));
  let to = 0;
  for (let block = 0; block < blocks; block++) {
    for (const { data } of tensors) {
      const width = data.length / blocks;
      result.set(data.subarray(block * width, (block + 1) * width), to);
      to += width;
    }
  }
  return new Tensor(result, shape);
}

/**
 * Joins tensors of one shape along a new axis.
 *
 * @param tensors - at least one, all of the same shape.
 * @param axis - where the new axis is in the result; a negative axis counts from its end.
 * @returns the common shape with `tensors.length` inserted at `axis`.
 * @throws ShapeError - when there is no tensor, or the shapes differ.
 * @throws RangeError - when `axis` is out of range.
 * @example stack([tensor([1, 2]), tensor([3, 4])], 1) // => [[1, 3], [2, 4]]
 */
export function stack(tensors: readonly Tensor[], axis = 0): Tensor {
  const { rank, shape } = firstOf(tensors, "stack");
  const along = fromStart(axis, rank + 1);
  if (along === undefined) {
    throw new RangeError(
      `stack: axis is ${describe(axis)} for tensors of shape ${formatShape(shape)}, ` +
        `expected an integer in [-${rank + 1}, ${rank + 1}).`,
    );
  }
  for (const [i, other] of tensors.entries()) {
    const fits = other.rank === rank && other.shape.every((size, own) => size === shape[own]);
    if (!fits)
      throw new ShapeError(`stack: ${disagree(i, other.shape, shape)}. Join along an axis they have with concatenate.`);
  }
  return concatenate(
    tensors.map((each) => each.expandDims(along)),
    along,
  );
}

/**
 * Picks from `a` where the condition is not 0, and from `b` where it is, broadcasting all three.
 *
 * @param condition - usually a comparison, of zeros and ones.
 * @returns the shape that the three broadcast to.
 * @throws ShapeError - when the shapes do not broadcast.
 * @example where(tensor([1, 0, 1]), tensor([1, 2, 3]), -1) // => [1, -1, 3]
 */
export function where(condition: Tensor, a: Tensor | number, b: Tensor | number): Tensor {
  const operands: NdArray[] = [condition, a, b].map((value) => operand(value, "where"));
  const shape = operands.reduce<readonly number[]>((common, each) => broadcastShapes(common, each.shape, "where"), []);
  // A number, such as the 0 of a mask, serves all elements as it is.
  const [chosen, yes, no] = operands.map((each) => (each.data.length === 1 ? each : expand(each, shape)).data);
  const [ofChosen, ofYes, ofNo] = operands.map(({ data }) => (data.length === 1 ? 0 : 1));
  const result = new Float64Array(sizeOf(shape));
  for (let i = 0; i < result.length; i++) result[i] = chosen![i * ofChosen!] ? yes![i * ofYes!]! : no![i * ofNo!]!;
  return new Tensor(result, shape);
}

function firstOf(tensors: readonly Tensor[], caller: string): Tensor {
  const first = tensors[0];
  if (first === undefined) throw new ShapeError(`${caller}: got no tensors, expected at least one.`);
  return first;
}

function disagree(index: number, shape: readonly number[], first: readonly number[]): string {
  return `tensors[${index}] is ${formatShape(shape)}, expected the shape of tensors[0], ${formatShape(first)}`;
}
