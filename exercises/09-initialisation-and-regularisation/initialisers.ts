import { NotStarted, type Random, type Shape, type Tensor } from "#tensor";

/** How many values flow into a unit, and how many units each value flows into. */
export interface Fans {
  readonly fanIn: number;
  readonly fanOut: number;
}

export interface XavierOptions {
  /** "uniform" when left out. */
  readonly distribution?: "uniform" | "normal";
  /** What the activation asks for, 1 when left out; 5/3 is usual for tanh. */
  readonly gain?: number;
}

export interface HeOptions {
  /** "normal" when left out. */
  readonly distribution?: "uniform" | "normal";
  /** Which fan counts: "fanIn", when left out, keeps the size of values; "fanOut" that of gradients. */
  readonly mode?: "fanIn" | "fanOut";
  /** Slope a of the rectifier below 0, 0 when left out. */
  readonly slope?: number;
}

export interface OrthogonalOptions {
  /** Factor of every length, 1 when left out. */
  readonly gain?: number;
}

/** A network with one hidden layer of tanh units and no biases: ŷ = output · tanh(hidden · x). */
export interface Network {
  /** `[H, D]` */
  readonly hidden: Tensor;
  /** `[C, H]` */
  readonly output: Tensor;
}

export interface DescentOptions {
  /** Step size η, 0.1 when left out. */
  readonly learningRate?: number;
  /** How many steps to take, 100 when left out. */
  readonly steps?: number;
}

/**
 * Fan-in and fan-out of a layer, from the shape of its weight. In a convolution every position of the kernel counts.
 *
 * @param shape - `[out, in]` or `[out, in, kh, kw]`.
 * @throws ShapeError - when there are fewer than two axes: a bias has no fans, and starts at 0.
 */
export function fans(shape: Shape): Fans {
  throw new NotStarted();
}

/**
 * Random weights by Xavier Glorot: values keep their size on the way forward, and gradients on the way back.
 *
 * `Var[w] = gain² · 2 / (fanIn + fanOut)`, mean 0; uniform between two bounds, or normal
 *
 * @param shape - as in {@link fans}.
 * @param random - where the weights are drawn from.
 * @returns independent weights of that shape.
 * @throws ShapeError - when the shape has no fans.
 */
export function xavier(
  shape: Shape,
  random: Random,
  { distribution = "uniform", gain = 1 }: XavierOptions = {},
): Tensor {
  throw new NotStarted();
}

/**
 * Random weights by Kaiming He, for rectifiers: half of the values become 0, so the variance is twice as large.
 *
 * `Var[w] = 2 / ((1 + a²) fan)`, mean 0; normal, or uniform between two bounds
 *
 * @param shape - as in {@link fans}.
 * @param random - where the weights are drawn from.
 * @param options.slope - a; 0 is a ReLU, 0.01 a usual leaky ReLU.
 * @returns independent weights of that shape.
 * @throws ShapeError - when the shape has no fans.
 */
export function he(
  shape: Shape,
  random: Random,
  { distribution = "normal", mode = "fanIn", slope = 0 }: HeOptions = {},
): Tensor {
  throw new NotStarted();
}

/**
 * A random matrix that changes no length: its rows are orthogonal to each other, or its columns where it is tall. All
 * directions are equally likely.
 *
 * `W Wᵀ = gain² I` for at most as many rows as columns, else `Wᵀ W = gain² I`
 *
 * @param shape - `[out, in]`, or `[out, in, kh, kw]`, which is seen as `[out, in · kh · kw]`.
 * @param random - where the weights are drawn from.
 * @throws ShapeError - when the shape has no fans.
 */
export function orthogonal(shape: Shape, random: Random, { gain = 1 }: OrthogonalOptions = {}): Tensor {
  throw new NotStarted();
}

/**
 * Trains a small network by gradient descent from given weights, to see what becomes of them. Try zeros, and units that
 * start alike.
 *
 * `L = 1/(2N) Σ_n ‖ŷ_n − y_n‖²`, `ŷ_n = V h_n`, `h_n = tanh(W x_n)`, both W and V stepping at once
 *
 * @param start - W `[H, D]` and V `[C, H]`.
 * @param input - `[N, D]` x.
 * @param targets - `[N, C]` y.
 * @returns W and V after the last step.
 */
export function trainFrom(
  start: Network,
  input: Tensor,
  targets: Tensor,
  { learningRate = 0.1, steps = 100 }: DescentOptions = {},
): Network {
  throw new NotStarted();
}
