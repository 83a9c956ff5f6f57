/**
 * Ways in which a wrong tensor can resemble the right one. Each is a question about one pair, answered by a phrase that
 * goes on from "It is", or by nothing.
 */
import { broadcastShapes, Tensor } from "#tensor";

export interface Pair {
  readonly expected: Tensor;
  readonly actual: Tensor;
  /** What the call was given, by name. */
  readonly inputs: ReadonlyMap<string, Tensor>;
}

export type Resemblance = (pair: Pair) => string | undefined;

/** In the order in which they are asked: the first that holds for all pairs is told. */
export const resemblances: readonly Resemblance[] = [
  axesSwapped,
  wronglyReshaped,
  signsOnly,
  reversed,
  shifted,
  anInput,
  termOfInput,
  factorOfInput,
  offset,
  reordered,
];

export function sameNumbers(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false;
  let scale = 0;
  for (let index = 0; index < b.length; index++)
    if (Math.abs(b[index]!) < Infinity) scale = Math.max(scale, Math.abs(b[index]!));
  for (let index = 0; index < a.length; index++) {
    const [one, other] = [a[index]!, b[index]!];
    if (one !== other && !(Math.abs(one - other) <= 1e-8 * Math.abs(other) + 1e-11 * scale)) return false;
  }
  return true;
}

function equal(a: Tensor, b: Tensor): boolean {
  return a.shape.join() === b.shape.join() && sameNumbers(a.data, b.data);
}

function axesSwapped({ expected, actual }: Pair): string | undefined {
  if (expected.rank !== actual.rank || expected.rank > 4) return undefined;
  const order = ordersOf(expected.rank).find((axes) => equal(expected.transpose(axes), actual));
  if (order === undefined) return undefined;
  return expected.rank === 2
    ? "the transpose of what is expected"
    : `what is expected with its axes in the order ${order.join(", ")}`;
}

/** The numbers of a transpose in the shape of the original. */
function wronglyReshaped({ expected, actual }: Pair): string | undefined {
  if (expected.shape.join() !== actual.shape.join() || expected.rank < 2 || expected.rank > 4) return undefined;
  return ordersOf(expected.rank).some((axes) => sameNumbers(expected.transpose(axes).data, actual.data))
    ? "what is expected with its numbers laid out along the axes in another order, as when a reshape stands where axes should be swapped"
    : undefined;
}

function ordersOf(rank: number): number[][] {
  const orders = (rest: readonly number[]): number[][] =>
    rest.length === 0
      ? [[]]
      : rest.flatMap((axis) => orders(rest.filter((other) => other !== axis)).map((tail) => [axis, ...tail]));
  return orders(Array.from({ length: rank }, (_, axis) => axis)).slice(1);
}

function signsOnly({ expected, actual }: Pair): string | undefined {
  return expected.shape.join() === actual.shape.join() && equal(expected.abs(), actual.abs())
    ? "right in size everywhere, and the sign is wrong in places"
    : undefined;
}

function reversed({ expected, actual }: Pair): string | undefined {
  const axis = axesOf(expected, actual).find((one) =>
    alike(expected, actual, one, (index, length) => length - 1 - index),
  );
  return axis === undefined ? undefined : `what is expected in reverse along axis ${axis}`;
}

function shifted({ expected, actual }: Pair): string | undefined {
  for (const axis of axesOf(expected, actual)) {
    if (expected.shape[axis]! < 3) continue;
    if (alike(expected, actual, axis, (index) => index - 1))
      return `what is expected, one place later along axis ${axis}`;
    if (alike(expected, actual, axis, (index) => index + 1))
      return `what is expected, one place earlier along axis ${axis}`;
  }
  return undefined;
}

function axesOf(expected: Tensor, actual: Tensor): number[] {
  if (expected.shape.join() !== actual.shape.join()) return [];
  return Array.from({ length: expected.rank }, (_, axis) => axis).filter((axis) => expected.shape[axis]! > 1);
}

/** Whether actual[…, i, …] is expected[…, from(i), …] wherever the latter exists. */
function alike(
  expected: Tensor,
  actual: Tensor,
  axis: number,
  from: (index: number, length: number) => number,
): boolean {
  const length = expected.shape[axis]!;
  const stride = expected.shape.slice(axis + 1).reduce((size, width) => size * width, 1);
  const wanted: number[] = [];
  const found: number[] = [];
  for (let flat = 0; flat < expected.size; flat++) {
    const index = Math.floor(flat / stride) % length;
    const source = from(index, length);
    if (source < 0 || source >= length) continue;
    wanted.push(expected.data[flat + (source - index) * stride]!);
    found.push(actual.data[flat]!);
  }
  return sameNumbers(found, wanted);
}

function anInput({ actual, inputs }: Pair): string | undefined {
  const name = nameOf(inputs, (input) => equal(input, actual));
  return name === undefined ? undefined : `${name} itself, unchanged`;
}

function termOfInput(pair: Pair): string | undefined {
  const { expected, actual, inputs } = pair;
  if (expected.shape.join() !== actual.shape.join()) return undefined;
  const difference = actual.sub(expected);
  const missing = nameOf(inputs, (input) => isSpread(input.neg(), difference));
  if (missing !== undefined)
    return `what is expected less ${missing}: a term is missing, or is taken off once too often`;
  const extra = nameOf(inputs, (input) => isSpread(input, difference));
  return extra === undefined ? undefined : `what is expected plus ${extra}: a term too many`;
}

function factorOfInput({ expected, actual, inputs }: Pair): string | undefined {
  if (expected.shape.join() !== actual.shape.join()) return undefined;
  const missing = nameOf(inputs, (input) => isProduct(actual, input, expected));
  if (missing !== undefined) return `what is expected without the factor ${missing}`;
  const extra = nameOf(inputs, (input) => isProduct(expected, input, actual));
  return extra === undefined ? undefined : `what is expected times ${extra}: a factor too many`;
}

function isProduct(factor: Tensor, input: Tensor, product: Tensor): boolean {
  return fits(input, product) && !equal(factor, product) && equal(factor.mul(input), product);
}

function isSpread(input: Tensor, whole: Tensor): boolean {
  return fits(input, whole) && equal(whole.mul(0).add(input), whole);
}

function fits(input: Tensor, whole: Tensor): boolean {
  try {
    return broadcastShapes(input.shape, whole.shape).join() === whole.shape.join() && whole.data.every(Number.isFinite);
  } catch {
    return false;
  }
}

function nameOf(inputs: ReadonlyMap<string, Tensor>, holds: (input: Tensor) => boolean): string | undefined {
  for (const [name, input] of inputs) if (input.data.some((entry) => entry !== 0) && holds(input)) return name;
  return undefined;
}

/** The same amount too much or too little everywhere, or everywhere along one axis. */
function offset({ expected, actual }: Pair): string | undefined {
  if (expected.shape.join() !== actual.shape.join() || expected.size < 3) return undefined;
  const difference = actual.sub(expected);
  if (!difference.data.every(Number.isFinite)) return undefined;
  if (isSpread(difference.mean(), difference))
    return "off by the same amount in every entry: a constant term is missing or added";
  for (let axis = 0; axis < expected.rank; axis++) {
    if (expected.shape[axis]! > 2 && isSpread(difference.mean(axis, { keepDims: true }), difference))
      return `off by the same amount all along axis ${axis}: a term that is shared along that axis is missing or added`;
  }
  return undefined;
}

function reordered({ expected, actual }: Pair): string | undefined {
  if (expected.shape.join() !== actual.shape.join() || new Set(expected.data).size < 3) return undefined;
  return sameNumbers(expected.data.toSorted(), actual.data.toSorted())
    ? "made of the expected numbers in another order"
    : undefined;
}
