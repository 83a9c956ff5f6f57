import { concatenate, ones, ShapeError, tensor, zeros, type Tensor } from "#tensor";
import { solve } from "./linear-system.ts";

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
 * @example linearLoss(tensor([[1], [2]]), tensor([3]), tensor(1), tensor([4, 5])) // => 2
 * @see Bishop, Pattern recognition and machine learning (2006), section 3.1.
 */
export function linearLoss(input: Tensor, weight: Tensor, bias: Tensor, targets: Tensor): Tensor {
  expectTargets("linearLoss", input, targets);
  return errorsOf(input, weight, bias, targets).square().mean();
}

/**
 * Gradients of {@link linearLoss}: each example pulls by its error.
 *
 * `dL/dw = (2/N) Σ_n e_n x_n`, `dL/db = (2/N) Σ_n e_n`
 *
 * @param input - as in the forward pass, like the next three.
 * @param gradOutput - `[]`, the gradient with respect to the loss: 1 when nothing follows it.
 * @example
 * linearLossBackward(tensor([[1], [2]]), tensor([3]), tensor(1), tensor([4, 5]), tensor(1)).gradWeight // => [4]
 */
export function linearLossBackward(
  input: Tensor,
  weight: Tensor,
  bias: Tensor,
  targets: Tensor,
  gradOutput: Tensor,
): LinearGradients {
  const gradErrors = errorsOf(input, weight, bias, targets)
    .mul(gradOutput)
    .mul(2 / targets.size); // [N]
  return { gradWeight: gradErrors.matmul(input), gradBias: gradErrors.sum() };
}

/**
 * The best linear model at once: where the gradient of {@link linearLoss} is 0.
 *
 * `XᵀX θ = Xᵀ y` with a column of ones after the features in X, and θ = (w, b)
 *
 * These equations say that the errors have nothing to do with any feature: `Xᵀ (X θ − y) = 0`.
 *
 * @param input - `[N, D]`.
 * @param targets - `[N]`.
 * @returns the model with the smallest loss.
 * @throws ShapeError - when `targets` is not `[N]`.
 * @throws RangeError - when many models are equally good: too few examples, or features that follow from others.
 * @example solveNormalEquations(tensor([[0], [1], [2]]), tensor([1, 3, 5])).weight // => [2]
 * @see Legendre (1805); Bishop (2006), equation 3.15.
 */
export function solveNormalEquations(input: Tensor, targets: Tensor): LinearModel {
  expectTargets("solveNormalEquations", input, targets);
  const [examples, features] = input.shape as readonly [number, number];
  const design = concatenate([input, ones([examples, 1])], 1);
  const solution = solve("solveNormalEquations", design.T.matmul(design), targets.matmul(design));
  return { weight: solution.slice([0, features]), bias: solution.slice(features) };
}

/**
 * The same model step by step: gradient descent on {@link linearLoss}, all examples in every step.
 *
 * `w ← w − η dL/dw`, `b ← b − η dL/db`, both at once, from w = 0 and b = 0
 *
 * The loss is a bowl. Steps below 2 / h lead to its bottom, where h is its largest curvature; larger ones leap out. No
 * equations are solved, so this also works with a million features.
 *
 * @param input - `[N, D]`.
 * @param targets - `[N]`.
 * @returns the model after the last step.
 * @throws ShapeError - when `targets` is not `[N]`.
 * @example fit(tensor([[2], [4]]), tensor([0, 1]), { steps: 1 }).weight // => [0.4]
 */
export function fit(input: Tensor, targets: Tensor, { learningRate = 0.1, steps = 100 }: FitOptions = {}): LinearModel {
  expectTargets("fit", input, targets);
  let weight = zeros([input.shape[1]!]);
  let bias = tensor(0);
  for (let step = 0; step < steps; step++) {
    const { gradWeight, gradBias } = linearLossBackward(input, weight, bias, targets, tensor(1));
    weight = weight.sub(gradWeight.mul(learningRate));
    bias = bias.sub(gradBias.mul(learningRate));
  }
  return { weight, bias };
}

function errorsOf(input: Tensor, weight: Tensor, bias: Tensor, targets: Tensor): Tensor {
  return input.matmul(weight).add(bias).sub(targets);
}

function expectTargets(caller: string, input: Tensor, targets: Tensor): void {
  if (targets.shape.join() === String(input.shape[0])) return;
  throw new ShapeError(
    `${caller}: targets is [${targets.shape.join(", ")}], expected [${input.shape[0]}], one for each row of input. ` +
      "A column would broadcast against the predictions: flatten it.",
  );
}
