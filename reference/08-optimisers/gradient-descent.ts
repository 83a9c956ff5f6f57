import { arange, ShapeError, zeros, type Tensor } from "#tensor";
import { expectAtLeastZero, expectGradients } from "./expectations.ts";

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
 * It keeps nothing from one step to the next. On a bowl of curvature c a step multiplies the distance from the bottom by
 * 1 − α c, so that it comes closer only while α < 2 / c.
 *
 * @throws RangeError - when the learning rate is negative.
 * @example new GradientDescent({ learningRate: 0.5 }).step([tensor([1, 2])], [tensor([4, -6])])[0] // => [-1, 5]
 * @see Cauchy, Méthode générale pour la résolution des systèmes d'équations simultanées (1847); PyTorch, SGD.
 */
export class GradientDescent {
  readonly options: Required<GradientDescentOptions>;

  constructor({ learningRate = 0.001 }: GradientDescentOptions = {}) {
    expectAtLeastZero(GradientDescent.name, { learningRate });
    this.options = { learningRate };
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
    expectGradients(GradientDescent.name, parameters, gradients);
    return parameters.map((parameter, index) => parameter.sub(gradients[index]!.mul(this.options.learningRate)));
  }
}

/**
 * Least squares by descent: each step looks at one batch of the examples, and takes the slope there for that of them all.
 *
 * `w ← w − α (1/|B|) Σ_{n ∈ B} (w · x_n − t_n) x_n`, the gradient of `(1/|B|) Σ_{n ∈ B} ½ (w · x_n − t_n)²`
 *
 * An epoch shows every example once, batchSize at a time; the last batch takes what is left, and its mean is over as
 * many. One batch of all N is batch descent: few steps, each in the right direction. Batches of one are stochastic
 * descent: N steps for the same work, each a guess that is right on average, so that the weights come near the best
 * ones fast and then tremble about them.
 *
 * @param input - `[N, D]` one example x_n in each row.
 * @param target - `[N]` t.
 * @param order - `[E, N]` for each of E epochs the numbers of the examples, 0 to N − 1, in the order in which it shows them.
 * @param options.learningRate - α.
 * @param options.batchSize - examples in a step; more than N are N.
 * @returns `[D]` weights w after the last epoch, from 0.
 * @throws ShapeError - when there is not one target for each input.
 * @throws RangeError - when an epoch does not show each example once, or the batch size is not a whole number above 0.
 * @example
 * const [input, target] = [tensor([[1], [2]]), tensor([1, 2])];
 * miniBatchDescent(input, target, tensor([[1, 0]]), { learningRate: 0.25, batchSize: 1 }) // => [1]
 * @see Robbins & Monro, A stochastic approximation method (1951). Bottou, Curtis & Nocedal, Optimization methods for
 *   large-scale machine learning (2018), section 3.
 */
export function miniBatchDescent(
  input: Tensor,
  target: Tensor,
  order: Tensor,
  { learningRate = 0.001, batchSize = target.size }: BatchOptions = {},
): Tensor {
  expectBatches(input, target, order, batchSize);
  const optimiser = new GradientDescent({ learningRate });
  let weight = zeros([input.shape[1]!]);
  for (let epoch = 0; epoch < order.shape[0]!; epoch++) {
    for (let start = 0; start < target.size; start += batchSize) {
      const batch = order.slice(epoch, [start, start + batchSize]);
      const gradient = leastSquaresGradient(input.gather(batch), target.gather(batch), weight);
      [weight] = optimiser.step([weight], [gradient]) as [Tensor];
    }
  }
  return weight;
}

/** `(1/|B|) Σ (w · x_n − t_n) x_n` */
function leastSquaresGradient(input: Tensor, target: Tensor, weight: Tensor): Tensor {
  const errors = input.matmul(weight).sub(target); // [B]
  return errors.matmul(input).div(target.size);
}

function expectBatches(input: Tensor, target: Tensor, order: Tensor, batchSize: number): void {
  const examples = input.shape[0]!;
  if (target.shape.join() !== String(examples)) {
    throw new ShapeError(
      `miniBatchDescent: target is [${target.shape.join(", ")}], expected [${examples}], one for each row of input.`,
    );
  }
  for (const [epoch, shown] of (order.toArray() as number[][]).entries()) {
    if (shown.toSorted((a, b) => a - b).join() === arange(examples).data.join()) continue;
    throw new RangeError(
      `miniBatchDescent: order[${epoch}] is [${shown.join(", ")}], expected the numbers from 0 to ${examples - 1}, ` +
        "each once. An epoch shows every example.",
    );
  }
  if (!(Number.isInteger(batchSize) && batchSize >= 1)) {
    throw new RangeError(`miniBatchDescent: batchSize is ${batchSize}, expected a whole number, at least 1.`);
  }
}
