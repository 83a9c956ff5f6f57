import { NotStarted, type Tensor } from "#tensor";

export interface HebbOptions {
  /** Step size η, 0.1 when left out. */
  readonly learningRate?: number;
}

export interface OjaTrainingOptions {
  /** Step size η, 0.01 when left out. */
  readonly learningRate?: number;
  /** Passes over the inputs, 100 when left out. */
  readonly epochs?: number;
}

/**
 * Hebb's rule: what fires together wires together.
 *
 * `Δw = η x y`
 *
 * @param weight - `[D]` connections w before.
 * @param input - `[D]` activity x before the connections.
 * @param output - `[]` activity y after them, whatever caused it.
 * @param options.learningRate - η.
 * @returns `[D]` connections after; those passed in stay as they were.
 */
export function hebb(weight: Tensor, input: Tensor, output: Tensor, { learningRate = 0.1 }: HebbOptions = {}): Tensor {
  throw new NotStarted();
}

/**
 * Oja's rule: Hebb's, with a forgetting that keeps the weight at length 1.
 *
 * `Δw = η y (x − y w)`
 *
 * @param weight - `[D]` w before.
 * @param input - `[D]` x.
 * @param output - `[]` y, whatever caused it.
 * @param options.learningRate - η.
 * @returns `[D]` w after.
 */
export function oja(weight: Tensor, input: Tensor, output: Tensor, { learningRate = 0.1 }: HebbOptions = {}): Tensor {
  throw new NotStarted();
}

/**
 * A linear neuron, y = w·x, that follows Oja's rule through all inputs, again and again.
 *
 * @param inputs - `[T, D]` one input in each row, seen in this order.
 * @param start - `[D]` first weight.
 * @param options.learningRate - η.
 * @param options.epochs - passes over the inputs.
 * @returns `[D]` the weight at the end.
 */
export function trainOja(
  inputs: Tensor,
  start: Tensor,
  { learningRate = 0.01, epochs = 100 }: OjaTrainingOptions = {},
): Tensor {
  throw new NotStarted();
}
