import { NotStarted, type Tensor } from "#tensor";

export interface SaturationOptions {
  /** The unit's activation, `"sigmoid"` when left out. */
  readonly activation?: "sigmoid" | "tanh";
  /** Slope below which a unit counts as saturated, 0.01 when left out. */
  readonly threshold?: number;
}

/**
 * Where a sigmoid or tanh unit has stopped learning: its slope, by which every gradient is multiplied, is almost 0.
 *
 * `1[f'(x) < threshold]`
 *
 * @param x - any shape, pre-activations.
 * @param options.activation - f, `"sigmoid"` when left out.
 * @param options.threshold - 0.01 when left out.
 * @returns the shape of `x`, 1 where the unit is saturated, otherwise 0.
 */
export function isSaturated(x: Tensor, { activation = "sigmoid", threshold = 0.01 }: SaturationOptions = {}): Tensor {
  throw new NotStarted();
}

/**
 * Which part of the units is saturated: a number to watch while a network trains.
 *
 * @param x - any shape, pre-activations of a layer, one or more.
 * @param options - as for {@link isSaturated}.
 * @returns a number in [0, 1].
 * @throws ShapeError - when `x` has no entries.
 */
export function saturatedFraction(x: Tensor, options: SaturationOptions = {}): number {
  throw new NotStarted();
}

/**
 * Which ReLU units are dead over a batch: not active for a single example, so that no gradient reaches their weights.
 *
 * @param preActivations - `[N, ...]`, what goes into the ReLU, one example or more along axis 0.
 * @returns the shape of one example, 1 where the unit is dead, otherwise 0.
 * @throws ShapeError - when the batch is empty.
 */
export function deadUnits(preActivations: Tensor): Tensor {
  throw new NotStarted();
}
