import { NotStarted, type Tensor } from "#tensor";

export interface PerceptronOptions {
  /** Size λ of a correction, 1 when left out. */
  readonly learningRate?: number;
}

export interface TrainingOptions extends PerceptronOptions {
  /** Passes over the data after which training gives up, 100 when left out. */
  readonly maxEpochs?: number;
}

/** A threshold unit that fires where `weight · x + bias > 0`. */
export interface Perceptron {
  /** `[D]` */
  readonly weight: Tensor;
  /** `[]` */
  readonly bias: Tensor;
}

export interface Training extends Perceptron {
  /** Whether the last epoch was free of errors. */
  readonly converged: boolean;
  /** Passes over the data, the last one included. */
  readonly epochs: number;
  /** Corrections over all epochs. */
  readonly mistakes: number;
}

/**
 * The perceptron rule for one example.
 *
 * `Δw = λ (t − y) x` with y = 1 where w·x + b > 0, else 0
 *
 * The bias is the weight of an input that is always 1.
 *
 * @param perceptron - weight w `[D]` and bias b `[]` before.
 * @param input - `[D]` the example x.
 * @param target - `[]` what the unit should answer, t: 0 or 1.
 * @param options.learningRate - λ.
 * @returns weight and bias after; those passed in stay as they were.
 * @throws RangeError - when the target is neither 0 nor 1.
 */
export function perceptronStep(
  perceptron: Perceptron,
  input: Tensor,
  target: Tensor,
  { learningRate = 1 }: PerceptronOptions = {},
): Perceptron {
  throw new NotStarted();
}

/**
 * Perceptron learning: from zero weights, example after example in the given order, until an epoch passes without an
 * error or the epochs run out.
 *
 * @param inputs - `[P, D]` one example in each row.
 * @param targets - `[P]` 0 or 1.
 * @param options.learningRate - λ.
 * @param options.maxEpochs - passes after which training gives up.
 * @returns weight `[D]`, bias `[]`, and how training went. The epoch without an error counts among the epochs.
 * @throws ShapeError - when there is not one target for each input.
 * @throws RangeError - when a target is neither 0 nor 1.
 */
export function trainPerceptron(
  inputs: Tensor,
  targets: Tensor,
  { learningRate = 1, maxEpochs = 100 }: TrainingOptions = {},
): Training {
  throw new NotStarted();
}

/**
 * How many corrections training can take at most, seen from any one perceptron that is right on every example.
 *
 * `mistakes ≤ (R / γ)²` with `R = max_p ‖(x_p, 1)‖` and `γ = min_p ±(w·x_p + b) / ‖(w, b)‖`, + for target 1, − for 0
 *
 * @param perceptron - weight `[D]` and bias `[]` with w·x + b above 0 for targets 1 and below 0 for targets 0.
 * @param inputs - `[P, D]`.
 * @param targets - `[P]` 0 or 1.
 * @returns `[]` the bound.
 * @throws RangeError - when the perceptron errs on an example or has one on its boundary, or a target is not 0 or 1.
 * @throws ShapeError - when there is not one target for each input.
 */
export function mistakeBound({ weight, bias }: Perceptron, inputs: Tensor, targets: Tensor): Tensor {
  throw new NotStarted();
}
