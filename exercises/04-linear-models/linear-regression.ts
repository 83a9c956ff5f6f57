import { NotStarted, type Tensor } from "#tensor";

/** One weight for each feature, and a bias. */
export interface LinearModel {
  /** `[D]`. */
  readonly weight: Tensor;
  /** `[]`. */
  readonly bias: Tensor;
}

export interface LinearGradients {
  readonly gradWeight: Tensor;
  readonly gradBias: Tensor;
}

export interface FitOptions {
  /** Step size η, 0.1 when left out. */
  readonly learningRate?: number;
  /** How many steps to take, 100 when left out. */
  readonly steps?: number;
}

/**
 * The mean squared error of a linear model.
 *
 * `L = (1/N) Σ_n e_n²` with `e_n = w · x_n + b − y_n`
 *
 * @param input - `[N, D]`, examples x_n.
 * @param weight - `[D]` w.
 * @param bias - `[]` b.
 * @param targets - `[N]` y, real.
 * @returns `[]` loss, at least 0.
 * @throws ShapeError - when `targets` is not `[N]`.
 */
export function linearLoss(input: Tensor, weight: Tensor, bias: Tensor, targets: Tensor): Tensor {
  throw new NotStarted();
}

/**
 * Gradients of {@link linearLoss}.
 *
 * @param input - as in the forward pass, like the next three.
 * @param gradOutput - `[]`, the gradient with respect to the loss: 1 when nothing follows it.
 */
export function linearLossBackward(
  input: Tensor,
  weight: Tensor,
  bias: Tensor,
  targets: Tensor,
  gradOutput: Tensor,
): LinearGradients {
  throw new NotStarted();
}

/**
 * The best linear model at once: where the gradient of {@link linearLoss} is 0. That is a system of D + 1 linear equations
 * for weights and bias; solve it by elimination. A pivot that elimination leaves below 1e-13 of what stood there at first
 * counts as 0.
 *
 * @param input - `[N, D]`.
 * @param targets - `[N]`.
 * @returns the model with the smallest loss.
 * @throws ShapeError - when `targets` is not `[N]`.
 * @throws RangeError - when many models are equally good: too few examples, or features that follow from others.
 */
export function solveNormalEquations(input: Tensor, targets: Tensor): LinearModel {
  throw new NotStarted();
}

/**
 * The same model step by step: gradient descent on {@link linearLoss}, all examples in every step, from w = 0 and b = 0.
 *
 * `w ← w − η dL/dw`, `b ← b − η dL/db`, both at once
 *
 * @param input - `[N, D]`.
 * @param targets - `[N]`.
 * @returns the model after the last step.
 * @throws ShapeError - when `targets` is not `[N]`.
 */
export function fit(input: Tensor, targets: Tensor, { learningRate = 0.1, steps = 100 }: FitOptions = {}): LinearModel {
  throw new NotStarted();
}
