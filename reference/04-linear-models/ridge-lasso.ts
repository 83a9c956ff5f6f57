import { concatenate, eye, ones, ShapeError, tensor, zeros, type Tensor } from "#tensor";
import { linearLossBackward, type LinearModel } from "./linear-regression.ts";
import { solve } from "./linear-system.ts";

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
 * Linear regression with an L2 penalty: shrinks all weights, and has one solution whatever the features.
 *
 * `L = 1/(2N) Σ_n e_n² + γ/2 Σ_d w_d²` with `e_n = w · x_n + b − y_n`, smallest where
 * `(XᵀX + N γ J) θ = Xᵀ y` with a column of ones after the features in X, θ = (w, b), and J the identity with a 0 for b
 *
 * The bias is not penalised: where the targets lie should cost nothing. Two features that say the same share their weight.
 *
 * @param input - `[N, D]`, examples x_n.
 * @param targets - `[N]` y, real.
 * @param options.gamma - γ.
 * @returns the model with the smallest loss.
 * @throws ShapeError - when `targets` is not `[N]`.
 * @throws RangeError - when `gamma` is below 0, or is 0 and leaves several models equally good.
 * @example ridge(tensor([[-1], [1]]), tensor([1, 5])) // => { weight: [1], bias: 3 }
 * @see Hoerl & Kennard, Ridge regression (1970); scikit-learn, Ridge, whose alpha is N γ.
 */
export function ridge(input: Tensor, targets: Tensor, { gamma = 1 }: RidgeOptions = {}): LinearModel {
  expectProblem("ridge", input, targets, gamma);
  const [examples, features] = input.shape as readonly [number, number];
  const design = concatenate([input, ones([examples, 1])], 1);
  const penalty = eye(features).mul(examples * gamma);
  const widened = penalty.pad([
    [0, 1],
    [0, 1],
  ]);
  const solution = solve("ridge", design.T.matmul(design).add(widened), targets.matmul(design));
  return { weight: solution.slice([0, features]), bias: solution.slice(features) };
}

/**
 * Pulls each value towards 0 by the threshold, and stops there.
 *
 * `S(v, t) = sign(v) · max(|v| − t, 0)`
 *
 * It is the proximal step of the L1 penalty: the x for which `½ (x − v)² + t |x|` is smallest.
 *
 * @param values - v, any shape.
 * @param threshold - t, at least 0.
 * @returns the shape of `values`.
 * @throws RangeError - when `threshold` is below 0.
 * @example softThreshold(tensor([3, -0.5, -2]), 1) // => [2, 0, -1]
 * @see Donoho & Johnstone, Ideal spatial adaptation by wavelet shrinkage (1994).
 */
export function softThreshold(values: Tensor, threshold: number): Tensor {
  if (!(threshold >= 0)) {
    throw new RangeError(`softThreshold: threshold is ${threshold}, expected a number of at least 0.`);
  }
  return values.abs().sub(threshold).maximum(0).mul(values.sign());
}

/**
 * Linear regression with an L1 penalty, by proximal gradient descent: many weights become exactly 0.
 *
 * `L = 1/(2N) Σ_n e_n² + γ Σ_d |w_d|`
 * `w ← S(w − (η/N) Σ_n e_n x_n, η γ)`, `b ← b − (η/N) Σ_n e_n`, both at once, from w = 0 and b = 0
 *
 * The penalty has a kink at 0, over which plain descent would jump back and forth. So only the squared error takes a
 * gradient step; the penalty takes the step that can be worked out exactly, {@link softThreshold}.
 *
 * @param input - `[N, D]`.
 * @param targets - `[N]`.
 * @param options.gamma - γ.
 * @returns the model after the last step.
 * @throws ShapeError - when `targets` is not `[N]`.
 * @throws RangeError - when `gamma` is below 0.
 * @example lasso(tensor([[-1], [1]]), tensor([1, 5]), { learningRate: 1 }) // => { weight: [1], bias: 3 }
 * @see Tibshirani, Regression shrinkage and selection via the lasso (1996); Beck & Teboulle, A fast iterative
 *   shrinkage-thresholding algorithm (2009), section 2; scikit-learn, Lasso, whose alpha is γ.
 */
export function lasso(
  input: Tensor,
  targets: Tensor,
  { gamma = 1, learningRate = 0.1, steps = 100 }: LassoOptions = {},
): LinearModel {
  expectProblem("lasso", input, targets, gamma);
  let weight = zeros([input.shape[1]!]);
  let bias = tensor(0);
  for (let step = 0; step < steps; step++) {
    const { gradWeight, gradBias } = linearLossBackward(input, weight, bias, targets, tensor(0.5)); // of half the loss
    weight = softThreshold(weight.sub(gradWeight.mul(learningRate)), learningRate * gamma);
    bias = bias.sub(gradBias.mul(learningRate));
  }
  return { weight, bias };
}

function expectProblem(caller: string, input: Tensor, targets: Tensor, gamma: number): void {
  if (!(gamma >= 0)) {
    throw new RangeError(
      `${caller}: gamma is ${gamma}, expected a number of at least 0. Below it, weights would be rewarded.`,
    );
  }
  if (targets.shape.join() === String(input.shape[0])) return;
  throw new ShapeError(
    `${caller}: targets is [${targets.shape.join(", ")}], expected [${input.shape[0]}], one for each row of input. ` +
      "A column would broadcast against the predictions: flatten it.",
  );
}
