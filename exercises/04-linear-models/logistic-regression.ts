import { NotStarted, type Tensor } from "#tensor";

/** One weight for each feature, and a bias. */
export interface LogisticModel {
  /** `[D]`. */
  readonly weight: Tensor;
  /** `[]`. */
  readonly bias: Tensor;
}

export interface LogisticGradients {
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
 * The probability that the label is 1: a linear score, bent into (0, 1).
 *
 * `p_n = σ(z_n)` with `z_n = w · x_n + b` and `σ(z) = 1 / (1 + e^{−z})`
 *
 * @param input - `[N, D]`, examples x_n.
 * @param weight - `[D]` w.
 * @param bias - `[]` b.
 * @returns `[N]`, each in [0, 1].
 */
export function predictProbability(input: Tensor, weight: Tensor, bias: Tensor): Tensor {
  throw new NotStarted();
}

/**
 * The average negative logarithm of the probability that the model gives to the true labels.
 *
 * `L = −(1/N) Σ_n [ y_n log p_n + (1 − y_n) log(1 − p_n) ]`
 *
 * Scores of ±1000 must not overflow.
 *
 * @param input - `[N, D]`.
 * @param weight - `[D]`.
 * @param bias - `[]`.
 * @param labels - `[N]` y, each 0 or 1.
 * @returns `[]` loss in nats, at least 0.
 * @throws ShapeError - when `labels` is not `[N]`.
 * @throws RangeError - when a label is neither 0 nor 1.
 */
export function logisticLoss(input: Tensor, weight: Tensor, bias: Tensor, labels: Tensor): Tensor {
  throw new NotStarted();
}

/**
 * Gradients of {@link logisticLoss}.
 *
 * @param input - as in the forward pass, like the next three.
 * @param gradOutput - `[]`, the gradient with respect to the loss: 1 when nothing follows it.
 */
export function logisticLossBackward(
  input: Tensor,
  weight: Tensor,
  bias: Tensor,
  labels: Tensor,
  gradOutput: Tensor,
): LogisticGradients {
  throw new NotStarted();
}

/**
 * Fits the model to examples by gradient descent on {@link logisticLoss}, all examples in every step.
 *
 * `w ← w − η dL/dw`, `b ← b − η dL/db`, both at once, from w = 0 and b = 0
 *
 * @param input - `[N, D]`.
 * @param labels - `[N]`, each 0 or 1.
 * @returns the model after the last step.
 * @throws ShapeError - when `labels` is not `[N]`.
 * @throws RangeError - when a label is neither 0 nor 1.
 */
export function fit(
  input: Tensor,
  labels: Tensor,
  { learningRate = 0.1, steps = 100 }: FitOptions = {},
): LogisticModel {
  throw new NotStarted();
}
