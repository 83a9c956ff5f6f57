import { NotStarted, type Tensor } from "#tensor";

/** One weight for each feature, and a bias. */
export interface LinearModel {
  /** `[D]`. */
  readonly weight: Tensor;
  /** `[]`. */
  readonly bias: Tensor;
}

export interface RidgeOptions {
  /** Strength γ of the penalty, at least 0; 1 when left out. */
  readonly gamma?: number;
}

export interface LassoOptions extends RidgeOptions {
  /** Step size η, 0.1 when left out. */
  readonly learningRate?: number;
  /** How many steps to take, 100 when left out. */
  readonly steps?: number;
}

/**
 * Linear regression with an L2 penalty: the model whose loss is smallest.
 *
 * `L = 1/(2N) Σ_n e_n² + γ/2 Σ_d w_d²` with `e_n = w · x_n + b − y_n`
 *
 * The bias is not penalised. As without the penalty, setting the gradient to 0 gives D + 1 linear equations.
 *
 * @param input - `[N, D]`, examples x_n.
 * @param targets - `[N]` y, real.
 * @param options.gamma - γ.
 * @returns the model with the smallest loss.
 * @throws ShapeError - when `targets` is not `[N]`.
 * @throws RangeError - when `gamma` is below 0, or is 0 and leaves several models equally good.
 */
export function ridge(input: Tensor, targets: Tensor, { gamma = 1 }: RidgeOptions = {}): LinearModel {
  throw new NotStarted();
}

/**
 * Pulls each value towards 0 by the threshold, and stops there: the x for which `½ (x − v)² + t |x|` is smallest.
 *
 * @param values - v, any shape.
 * @param threshold - t, at least 0.
 * @returns the shape of `values`.
 * @throws RangeError - when `threshold` is below 0.
 */
export function softThreshold(values: Tensor, threshold: number): Tensor {
  throw new NotStarted();
}

/**
 * Linear regression with an L1 penalty, by proximal gradient descent from w = 0 and b = 0.
 *
 * `L = 1/(2N) Σ_n e_n² + γ Σ_d |w_d|`
 *
 * In every step weights and bias go down the slope of the squared error alone, by η, both at once; then the weights take the
 * proximal step of the penalty, {@link softThreshold}, whose threshold grows with η, too.
 *
 * @param input - `[N, D]`.
 * @param targets - `[N]`.
 * @param options.gamma - γ.
 * @returns the model after the last step.
 * @throws ShapeError - when `targets` is not `[N]`.
 * @throws RangeError - when `gamma` is below 0.
 */
export function lasso(
  input: Tensor,
  targets: Tensor,
  { gamma = 1, learningRate = 0.1, steps = 100 }: LassoOptions = {},
): LinearModel {
  throw new NotStarted();
}
