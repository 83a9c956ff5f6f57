import { NotStarted, type Tensor } from "#tensor";

export interface RnnCellParameters {
  /** U, `[H, D]`, applied to the input. */
  readonly weightInput: Tensor;
  /** W, `[H, H]`, applied to the state of the step before. */
  readonly weightHidden: Tensor;
  /** b, `[H]`. */
  readonly bias: Tensor;
  /** V, `[O, H]`, applied to the new state. */
  readonly weightOutput: Tensor;
}

export interface RnnCellOptions {
  /** f, tanh when left out. */
  readonly activation?: "tanh" | "relu";
  /** g, linear (y = V s) when left out. */
  readonly outputActivation?: "linear" | "sigmoid" | "softmax";
}

export interface RnnCellOutput {
  /** s_t, `[N, H]`. */
  readonly state: Tensor;
  /** y_t, `[N, O]`. */
  readonly output: Tensor;
}

export interface RnnCellGradients {
  readonly gradInput: Tensor;
  readonly gradState: Tensor;
  readonly gradParameters: RnnCellParameters;
}

/**
 * One step of a simple recurrent network: from an input and what it remembers, a new memory and an output.
 *
 * `s_t = f(U x_t + W s_{t−1} + b)`
 * `y_t = g(V s_t)`
 *
 * @param input - `[N, D]` x_t.
 * @param state - `[N, H]` s_{t−1}.
 * @param parameters - U, W, b and V.
 * @param options - f and g; softmax runs over the O outputs of a sequence.
 * @returns s_t `[N, H]` and y_t `[N, O]`.
 * @throws ShapeError - when a parameter or the state does not fit the others.
 */
export function rnnCell(
  input: Tensor,
  state: Tensor,
  parameters: RnnCellParameters,
  options: RnnCellOptions = {},
): RnnCellOutput {
  throw new NotStarted();
}

/**
 * Gradients of a loss with respect to the input, the state before and the parameters.
 *
 * @param input - as in the forward pass, and so are `state`, `parameters` and `options`.
 * @param gradOutput - dL/ds_t `[N, H]`, which arrives from the next step, and dL/dy_t `[N, O]`.
 * @returns gradients of the shapes of `input`, `state` and each parameter.
 */
export function rnnCellBackward(
  input: Tensor,
  state: Tensor,
  parameters: RnnCellParameters,
  gradOutput: RnnCellOutput,
  options: RnnCellOptions = {},
): RnnCellGradients {
  throw new NotStarted();
}
