import { NotStarted, type Tensor } from "#tensor";

/** One row of weights and one bias for each class. */
export interface SoftmaxModel {
  /** `[C, D]`. */
  readonly weight: Tensor;
  /** `[C]`. */
  readonly bias: Tensor;
}

export interface SoftmaxGradients {
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
 * The probability of each class: a linear score for each, and a softmax over them.
 *
 * `p_nc = e^{z_nc} / Σ_k e^{z_nk}` with `z_nc = w_c · x_n + b_c`
 *
 * @param input - `[N, D]`, examples x_n.
 * @param weight - `[C, D]`, w_c in row c.
 * @param bias - `[C]`.
 * @returns `[N, C]`, rows that sum to 1.
 */
export function predictProbabilities(input: Tensor, weight: Tensor, bias: Tensor): Tensor {
  throw new NotStarted();
}

/**
 * The average negative logarithm of the probability that the model gives to the true labels.
 *
 * `L = −(1/N) Σ_n log p_n[y_n]`
 *
 * Scores of any size must give the right loss.
 *
 * @param input - `[N, D]`.
 * @param weight - `[C, D]`.
 * @param bias - `[C]`.
 * @param labels - `[N]` y, integers in [0, C).
 * @returns `[]` loss in nats, at least 0.
 * @throws ShapeError - when `labels` is not `[N]`.
 * @throws RangeError - when a label is not an integer in [0, C).
 */
export function softmaxLoss(input: Tensor, weight: Tensor, bias: Tensor, labels: Tensor): Tensor {
  throw new NotStarted();
}

/**
 * Gradients of {@link softmaxLoss}.
 *
 * @param input - as in the forward pass, like the next three.
 * @param gradOutput - `[]`, the gradient with respect to the loss: 1 when nothing follows it.
 * @returns gradients of the shapes of `weight` and `bias`.
 */
export function softmaxLossBackward(
  input: Tensor,
  weight: Tensor,
  bias: Tensor,
  labels: Tensor,
  gradOutput: Tensor,
): SoftmaxGradients {
  throw new NotStarted();
}

/**
 * Fits the model to examples by gradient descent on {@link softmaxLoss}, all examples in every step, from w = 0 and b = 0.
 *
 * `w ← w − η dL/dw`, `b ← b − η dL/db`, both at once
 *
 * @param input - `[N, D]`.
 * @param labels - `[N]`, integers in [0, C).
 * @param classes - C, also where some classes do not occur.
 * @returns the model after the last step.
 * @throws ShapeError - when `labels` is not `[N]`.
 * @throws RangeError - when a label is not an integer in [0, C).
 */
export function fit(
  input: Tensor,
  labels: Tensor,
  classes: number,
  { learningRate = 0.1, steps = 100 }: FitOptions = {},
): SoftmaxModel {
  throw new NotStarted();
}
