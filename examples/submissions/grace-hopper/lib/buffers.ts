// Small things that I needed in more than one exercise. A tensor is its buffer and its strides; everything else is loops.
import { ShapeError, Tensor } from "#tensor";

/** y[i] = f(x[i]) into a fresh buffer. */
export function each(x: Tensor, f: (value: number) => number): Tensor {
  const out = new Float64Array(x.data.length);
  for (let i = 0; i < out.length; i++) out[i] = f(x.data[i]!);
  return new Tensor(out, x.shape);
}

/** z[i] = f(x[i], y[i]); the shapes have to be the same, nothing is broadcast. */
export function eachPair(x: Tensor, y: Tensor, f: (a: number, b: number) => number): Tensor {
  if (x.shape.join() !== y.shape.join()) throw new ShapeError(`shapes [${x.shape}] and [${y.shape}] differ`);
  const out = new Float64Array(x.data.length);
  for (let i = 0; i < out.length; i++) out[i] = f(x.data[i]!, y.data[i]!);
  return new Tensor(out, x.shape);
}

/** A single number as a tensor of shape []. */
export function single(value: number): Tensor {
  return new Tensor([value], []);
}

/** Where the entries of one line along an axis lie in the buffer. */
export interface Line {
  readonly start: number;
  readonly step: number;
  readonly length: number;
}

/** Every line along `axis`: the entries that differ in that index alone. */
export function* linesAlong(shape: readonly number[], axis: number): Generator<Line> {
  const at = axis < 0 ? axis + shape.length : axis;
  const length = shape[at]!;
  let step = 1;
  for (let i = at + 1; i < shape.length; i++) step *= shape[i]!;
  let outer = 1;
  for (let i = 0; i < at; i++) outer *= shape[i]!;
  for (let o = 0; o < outer; o++) {
    for (let s = 0; s < step; s++) yield { start: o * length * step + s, step, length };
  }
}

/** Sizes of a tensor that has to have this many axes. */
export function sizes<N extends number>(what: string, x: Tensor, axes: N): number[] {
  if (x.shape.length !== axes) throw new ShapeError(`${what} has ${x.shape.length} axes, I need ${axes}`);
  return [...x.shape];
}
