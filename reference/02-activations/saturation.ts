import { ones, ShapeError, type Tensor } from "#tensor";
import { sigmoidBackward } from "#reference/02-activations/sigmoid.ts";
import { tanhBackward } from "#reference/02-activations/tanh.ts";

export interface SaturationOptions {
  /** The unit's activation, `"sigmoid"` when left out. */
  readonly activation?: "sigmoid" | "tanh";
  /** Slope below which a unit counts as saturated, 0.01 when left out. */
  readonly threshold?: number;
}

/**
 * Where a sigmoid or tanh unit has stopped learning: its slope, by which every gradient is multiplied, is almost 0.
 *
 * `1[f'(x) < threshold]` with `σ'(x) = σ(x) (1 − σ(x))` and `tanh'(x) = 1 − tanh(x)²`
 *
 * @param x - any shape, pre-activations.
 * @param options.activation - f, `"sigmoid"` when left out.
 * @param options.threshold - 0.01 when left out: a sigmoid beyond ±4.6, a tanh beyond ±3.0.
 * @returns the shape of `x`, 1 where the unit is saturated, otherwise 0.
 * @example isSaturated(tensor([-6, 0, 4])) // => [1, 0, 0]
 * @see Glorot & Bengio, Understanding the difficulty of training deep feedforward neural networks (2010), section 3.
 */
export function isSaturated(x: Tensor, { activation = "sigmoid", threshold = 0.01 }: SaturationOptions = {}): Tensor {
  const backward = activation === "tanh" ? tanhBackward : sigmoidBackward;
  const slope = backward(x, ones(x.shape));
  return slope.less(threshold);
}

/**
 * Which part of the units is saturated: a number to watch while a network trains.
 *
 * @param x - any shape, pre-activations of a layer, one or more.
 * @param options - as for {@link isSaturated}.
 * @returns a number in [0, 1].
 * @throws ShapeError - when `x` has no entries.
 * @example saturatedFraction(tensor([-6, 0, 4, 5])) // => 0.5
 */
export function saturatedFraction(x: Tensor, options: SaturationOptions = {}): number {
  if (x.size === 0) {
    throw new ShapeError(
      `saturatedFraction: x is [${x.shape.join(", ")}], expected at least one entry. Of no units there is no fraction.`,
    );
  }
  return isSaturated(x, options).mean().item();
}

/**
 * Which ReLU units are dead over a batch: not active for a single example, so that no gradient reaches their weights.
 *
 * `1[max_n x_n ≤ 0]`
 *
 * @param preActivations - `[N, ...]`, what goes into the ReLU, one example or more along axis 0.
 * @returns the shape of one example, 1 where the unit is dead, otherwise 0.
 * @throws ShapeError - when the batch is empty.
 * @example deadUnits(tensor([[-1, -1], [-2, 3]])) // => [1, 0]
 * @see Maas, Hannun & Ng, Rectifier nonlinearities improve neural network acoustic models (2013), section 2.
 */
export function deadUnits(preActivations: Tensor): Tensor {
  return preActivations.max(0).lessEqual(0); // of no examples there is no maximum
}
