import { NotStarted, type Tensor } from "#tensor";

export interface RnnParameters {
  /** U, `[H, D]`, applied to the input. */
  readonly weightInput: Tensor;
  /** W, `[H, H]`, applied to the state of the step before. */
  readonly weightHidden: Tensor;
  /** b, `[H]`. */
  readonly bias: Tensor;
}

export interface RnnGradients {
  readonly gradInput: Tensor;
  readonly gradParameters: RnnParameters;
  readonly gradInitial: Tensor;
}

export interface TruncationOptions {
  /** k, how many steps the gradients of a block go through: the block's own, and those before it that are left. */
  readonly back: number;
  /** m, how many steps a block has: 1 when left out. */
  readonly every?: number;
}

/**
 * A simple recurrent network through time: the same cell at every step.
 *
 * `s_t = tanh(U x_t + W s_{t−1} + b)`
 *
 * @param input - `[N, T, D]`, N sequences of T ≥ 1 steps x_t.
 * @param parameters - U, W and b.
 * @param initial - `[N, H]`, s before the first step.
 * @returns `[N, T, H]`, s after every step.
 * @throws ShapeError - when a parameter or the initial state does not fit the others.
 */
export function rnn(input: Tensor, parameters: RnnParameters, initial: Tensor): Tensor {
  throw new NotStarted();
}

/**
 * Backpropagation through time: the gradients of a loss through all steps.
 *
 * @param input - `[N, T, D]`, as in the forward pass, and so are `parameters` and `initial`.
 * @param gradOutput - `[N, T, H]`, dL/ds_t: what the loss gives step t itself.
 * @returns gradients of the shapes of `input`, each parameter, and `initial`.
 */
export function rnnBackward(
  input: Tensor,
  parameters: RnnParameters,
  initial: Tensor,
  gradOutput: Tensor,
): RnnGradients {
  throw new NotStarted();
}

/**
 * Truncated backpropagation through time: gradients go back a few steps, not to the beginning.
 *
 * The sequence is cut into blocks of m steps. The losses of a block are sent back through the block and through the k − m
 * steps before it; the state further back counts as given. What the blocks give is summed, so each loss is counted once.
 *
 * @param input - `[N, T, D]`, as in {@link rnnBackward}, and so are the next three.
 * @param options - k and m.
 * @returns gradients as those of {@link rnnBackward}.
 * @throws RangeError - when k or m is not an integer, m is less than 1, or k less than m.
 */
export function truncatedBackward(
  input: Tensor,
  parameters: RnnParameters,
  initial: Tensor,
  gradOutput: Tensor,
  options: TruncationOptions,
): RnnGradients {
  throw new NotStarted();
}
