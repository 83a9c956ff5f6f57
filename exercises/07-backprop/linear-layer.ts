import { NotStarted, type Tensor } from "#tensor";

export interface LinearGradients {
  readonly gradInput: Tensor;
  readonly gradWeight: Tensor;
  readonly gradBias: Tensor;
}

/**
 * A fully connected layer: every output is a weighted sum of all inputs, and a bias.
 *
 * `y = x Wᵀ + b`, that is `y_e = Σ_d W_ed x_d + b_e` for each vector x of features
 *
 * The features stand on the last axis. All axes before it, none or many, only count vectors, and each vector is treated
 * alike: `[D]` is one of them, `[N, D]` a batch, `[N, T, D]` a batch of sequences.
 *
 * @param input - `[…, D]` x.
 * @param weight - `[E, D]` W, a row for each output.
 * @param bias - `[E]` b.
 * @returns `[…, E]` y.
 * @throws ShapeError - when the sizes of weight or bias do not fit.
 */
export function linear(input: Tensor, weight: Tensor, bias: Tensor): Tensor {
  throw new NotStarted();
}

/**
 * Gradients of a loss with respect to input, weight and bias.
 *
 * @param input - as in the forward pass, like the next two.
 * @param gradOutput - `[…, E]`, dL/dy.
 * @returns gradients of the shapes of `input`, `weight` and `bias`.
 * @throws ShapeError - as in the forward pass.
 */
export function linearBackward(input: Tensor, weight: Tensor, bias: Tensor, gradOutput: Tensor): LinearGradients {
  throw new NotStarted();
}
