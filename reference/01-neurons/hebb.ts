import type { Tensor } from "#tensor";

export interface HebbOptions {
  /** Step size η, 0.1 when left out. */
  readonly learningRate?: number;
}

export interface OjaTrainingOptions {
  /** Step size η, 0.01 when left out; η ‖x‖² has to stay well below 1. */
  readonly learningRate?: number;
  /** Passes over the inputs, 100 when left out. */
  readonly epochs?: number;
}

/**
 * Hebb's rule: what fires together wires together.
 *
 * `Δw = η x y`
 *
 * Each connection sees only its own two ends; there is no target and no error. Nothing limits the growth: a neuron
 * whose output is y = w·x gets a longer weight with every input that moves it.
 *
 * @param weight - `[D]` connections w before.
 * @param input - `[D]` activity x before the connections.
 * @param output - `[]` activity y after them.
 * @param options.learningRate - η.
 * @returns `[D]` connections after.
 * @example hebb(tensor([1, 0]), tensor([2, -4]), tensor(0.5), { learningRate: 1 }) // => [2, -2]
 * @see Hebb, The Organization of Behavior (1949), chapter 4.
 */
export function hebb(weight: Tensor, input: Tensor, output: Tensor, { learningRate = 0.1 }: HebbOptions = {}): Tensor {
  return weight.add(input.mul(output).mul(learningRate));
}

/**
 * Oja's rule: Hebb's, with a forgetting that keeps the weight at length 1.
 *
 * `Δw = η y (x − y w)`
 *
 * Dividing by ‖w‖ after each step of Hebb's rule would do it, but a connection does not know the others. For y = w·x
 * and small η the term −η y² w, which it can know, has the same effect.
 *
 * @param weight - `[D]` w before.
 * @param input - `[D]` x.
 * @param output - `[]` y.
 * @param options.learningRate - η.
 * @returns `[D]` w after.
 * @example oja(tensor([1, 0]), tensor([2, -4]), tensor(0.5), { learningRate: 1 }) // => [1.75, -2]
 * @see Oja, A simplified neuron model as a principal component analyzer (1982), equation 3.
 */
export function oja(weight: Tensor, input: Tensor, output: Tensor, { learningRate = 0.1 }: HebbOptions = {}): Tensor {
  return weight.add(input.sub(weight.mul(output)).mul(output).mul(learningRate));
}

/**
 * A linear neuron, y = w·x, that follows Oja's rule through all inputs, again and again.
 *
 * Its weight turns to the direction in which the inputs vary most about the origin, the eigenvector of `Σ x xᵀ` with
 * the largest eigenvalue, with length 1: the first principal component when their mean is 0. From a start on the other
 * side it ends at minus that vector.
 *
 * @param inputs - `[T, D]` one input in each row, seen in this order.
 * @param start - `[D]` first weight, not at a right angle to all inputs.
 * @param options.learningRate - η.
 * @param options.epochs - passes over the inputs.
 * @returns `[D]` the weight at the end.
 * @example trainOja(tensor([[3, 4]]), tensor([1, 0]), { epochs: 200 }) // => [0.6, 0.8]
 * @see Oja (1982). Dayan & Abbott, Theoretical Neuroscience (2001), sections 8.2 and 8.3.
 */
export function trainOja(
  inputs: Tensor,
  start: Tensor,
  { learningRate = 0.01, epochs = 100 }: OjaTrainingOptions = {},
): Tensor {
  let weight = start;
  for (let epoch = 1; epoch <= epochs; epoch++) {
    for (let t = 0; t < inputs.shape[0]!; t++) {
      const input = inputs.slice(t);
      weight = oja(weight, input, weight.matmul(input), { learningRate });
    }
  }
  return weight;
}
