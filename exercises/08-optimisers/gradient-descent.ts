import { NotStarted, type Tensor } from "#tensor";

export interface GradientDescentOptions {
  /** Step size α, 0.001 when left out. */
  readonly learningRate?: number;
}

export interface BatchOptions extends GradientDescentOptions {
  /** Examples in each step: N for batch descent, 1 for stochastic, something between for mini-batches; N when left out. */
  readonly batchSize?: number;
}

/**
 * Gradient descent: a step down the steepest slope, as long as the slope is steep.
 *
 * `θ ← θ − α g`
 *
 * @throws RangeError - when the learning rate is negative.
 */
export class GradientDescent {
  constructor(options: GradientDescentOptions = {}) {
    throw new NotStarted();
  }

  /**
   * One step for every parameter.
   *
   * @param parameters - the tensors θ.
   * @param gradients - dL/dθ, one for each parameter, of its shape.
   * @returns the new parameters; those passed in stay as they were.
   * @throws ShapeError - when there is not one gradient of its shape for each parameter.
   */
  step(parameters: readonly Tensor[], gradients: readonly Tensor[]): Tensor[] {
    throw new NotStarted();
  }
}

/**
 * Least squares by descent: each step looks at one batch of the examples, and takes the slope there for that of them all.
 *
 * `w ← w − α (1/|B|) Σ_{n ∈ B} (w · x_n − t_n) x_n`, the gradient of `(1/|B|) Σ_{n ∈ B} ½ (w · x_n − t_n)²`
 *
 * An epoch shows every example once, batchSize at a time; the last batch takes what is left.
 *
 * @param input - `[N, D]` one example x_n in each row.
 * @param target - `[N]` t.
 * @param order - `[E, N]` for each of E epochs the numbers of the examples, 0 to N − 1, in the order in which it shows them.
 * @param options.learningRate - α.
 * @param options.batchSize - examples in a step; more than N are N.
 * @returns `[D]` weights w after the last epoch, from 0.
 * @throws ShapeError - when there is not one target for each input.
 * @throws RangeError - when an epoch does not show each example once, or the batch size is not a whole number above 0.
 */
export function miniBatchDescent(
  input: Tensor,
  target: Tensor,
  order: Tensor,
  { learningRate = 0.001, batchSize }: BatchOptions = {},
): Tensor {
  throw new NotStarted();
}
