import { NotStarted, type Tensor } from "#tensor";

/** How long each sequence of a padded batch is. */
export interface LengthOptions {
  /** `[N]`, how many of the T steps belong to each sequence; the rest is padding. All T when left out. */
  readonly lengths?: Tensor;
}

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
  /** `[N, T, H]`, the hidden state after every step, 0 at padding; `hidden` and `cell` are those after the last step. */
  readonly output: Tensor;
}

export interface LstmGradients {
  readonly gradInput: Tensor;
  readonly gradParameters: LstmParameters;
  readonly gradInitial: LstmState;
}

/** One LSTM of a stack. */
export interface LstmDirection {
  readonly parameters: LstmParameters;
  readonly initial: LstmState;
}

/** One that reads forward, and perhaps one that reads from the end. */
export type LstmLayer = readonly [forward: LstmDirection, backward?: LstmDirection];

export interface LstmStackOutput {
  /** `[N, T, H]` of the last layer, `[N, T, 2H]` when it reads both ways. */
  readonly output: Tensor;
  /** For each layer and direction the state after its last step. */
  readonly states: readonly (readonly LstmState[])[];
}

export interface LstmStackGradients {
  readonly gradInput: Tensor;
  /** For each layer and direction. */
  readonly gradLayers: readonly (readonly LstmDirection[])[];
}

/**
 * Long short-term memory: a recurrent layer whose cell is changed by adding to it, under the control of gates.
 *
 * `i, f, o = σ(U x_t + W h_{t−1} + b)` with weights of their own, `g = tanh(U x_t + W h_{t−1} + b)`
 * `c_t = f · c_{t−1} + i · g`
 * `h_t = o · tanh(c_t)`
 *
 * U, W and b are stacked in the order i, f, g, o. A sequence that has ended keeps its state, and its output is 0.
 *
 * @param input - `[N, T, D]`, N sequences of T ≥ 1 steps x_t.
 * @param parameters - U, W and b.
 * @param initial - h and c before the first step.
 * @param options.lengths - `[N]`, integers in [1, T].
 * @returns h after every step, and both h and c after the last of each sequence.
 * @throws ShapeError - when a parameter, an initial state or the lengths do not fit the others.
 * @throws RangeError - when a length is not an integer in [1, T].
 */
export function lstm(
  input: Tensor,
  parameters: LstmParameters,
  initial: LstmState,
  options: LengthOptions = {},
): LstmOutput {
  throw new NotStarted();
}

/**
 * Gradients of a loss through all steps.
 *
 * @param input - `[N, T, D]`, as in the forward pass, and so are `parameters`, `initial` and `options`.
 * @param gradOutput - dL/d of each field of what {@link lstm} returns.
 * @returns gradients with respect to the input, 0 at padding, each parameter, and each initial state.
 */
export function lstmBackward(
  input: Tensor,
  parameters: LstmParameters,
  initial: LstmState,
  gradOutput: LstmOutput,
  options: LengthOptions = {},
): LstmGradients {
  throw new NotStarted();
}

/**
 * Layers of LSTMs, each reading the output of the one before.
 *
 * `x⁰ = input`, `xˡ = lstm(xˡ⁻¹)`; with a second direction `xˡ = [lstm(xˡ⁻¹), reverse(lstm(reverse(xˡ⁻¹)))]`
 *
 * Reversing turns the steps of each sequence around and leaves its padding at the end.
 *
 * @param input - `[N, T, D]`.
 * @param layers - at least one; the weights of a layer are for as many features as the layer before puts out.
 * @param options.lengths - `[N]`, integers in [1, T].
 * @returns the output of the last layer, and the states after the last step of all.
 * @throws as {@link lstm} does.
 */
export function lstmStack(input: Tensor, layers: readonly LstmLayer[], options: LengthOptions = {}): LstmStackOutput {
  throw new NotStarted();
}

/**
 * Gradients of a loss through all layers.
 *
 * @param input - `[N, T, D]`, as in the forward pass, and so are `layers` and `options`.
 * @param gradOutput - dL/d of what {@link lstmStack} returns: of the output, and of the state of each layer and direction.
 * @returns gradients with respect to the input, and the parameters and initial state of each layer and direction.
 */
export function lstmStackBackward(
  input: Tensor,
  layers: readonly LstmLayer[],
  gradOutput: LstmStackOutput,
  options: LengthOptions = {},
): LstmStackGradients {
  throw new NotStarted();
}
