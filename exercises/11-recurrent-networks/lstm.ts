import { NotStarted, type Tensor } from "#tensor";

/** What an LSTM carries from one step to the next. */
export interface LstmState {
  /** `[N, H]`, what it shows: its output at the last step. */
  readonly hidden: Tensor;
  /** `[N, H]`, what it keeps to itself. */
  readonly cell: Tensor;
}

/** Weights of the input gate, the forget gate, the candidate and the output gate, H rows each, in this order. */
export interface LstmParameters {
  /** `[4H, D]`, applied to the input. */
  readonly weightInput: Tensor;
  /** `[4H, H]`, applied to the hidden state of the step before. */
  readonly weightHidden: Tensor;
  /** `[4H]`. */
  readonly bias: Tensor;
}

export interface LstmOutput extends LstmState {
  /** `[N, T, H]`, the hidden state after every step; `hidden` and `cell` are those after the last. */
  readonly output: Tensor;
}

export interface LstmGradients {
  readonly gradInput: Tensor;
  readonly gradParameters: LstmParameters;
  readonly gradInitial: LstmState;
}

/**
 * Long short-term memory: a recurrent layer whose cell is changed by adding to it, under the control of gates.
 *
 * `i, f, o = σ(U x_t + W h_{t−1} + b)` with weights of their own, `g = tanh(U x_t + W h_{t−1} + b)`
 * `c_t = f · c_{t−1} + i · g`
 * `h_t = o · tanh(c_t)`
 *
 * U, W and b are stacked in the order i, f, g, o.
 *
 * @param input - `[N, T, D]`, N sequences of T ≥ 1 steps x_t.
 * @param parameters - U, W and b.
 * @param initial - h and c before the first step.
 * @returns h after every step, and both h and c after the last.
 * @throws ShapeError - when a parameter or an initial state does not fit the others.
 */
export function lstm(input: Tensor, parameters: LstmParameters, initial: LstmState): LstmOutput {
  throw new NotStarted();
}

/**
 * Gradients of a loss through all steps.
 *
 * @param input - `[N, T, D]`, as in the forward pass, like the next two.
 * @param gradOutput - dL/d of each field of what {@link lstm} returns.
 * @returns gradients with respect to the input, each parameter, and each initial state.
 */
export function lstmBackward(
  input: Tensor,
  parameters: LstmParameters,
  initial: LstmState,
  gradOutput: LstmOutput,
): LstmGradients {
  throw new NotStarted();
}
