import { NotStarted, type Tensor } from "#tensor";

/** How long each sequence of a padded batch is. */
export interface LengthOptions {
  /** `[N]`, how many of the T steps belong to each sequence; the rest is padding. All T when left out. */
  readonly lengths?: Tensor;
}

/** Weights of the reset gate, the update gate and the candidate ("new"), H rows each, in this order. */
export interface GruParameters {
  /** U, `[3H, D]`, applied to the input. */
  readonly weightInput: Tensor;
  /** W, `[3H, H]`, applied to the hidden state of the step before. */
  readonly weightHidden: Tensor;
  /** b, `[3H]`, added to U x. */
  readonly biasInput: Tensor;
  /** c, `[3H]`, added to W h. */
  readonly biasHidden: Tensor;
}

export interface GruOutput {
  /** `[N, T, H]`, the hidden state after every step; 0 at padding. */
  readonly output: Tensor;
  /** `[N, H]`, the hidden state after the last step of each sequence. */
  readonly hidden: Tensor;
}

export interface GruGradients {
  readonly gradInput: Tensor;
  readonly gradParameters: GruParameters;
  readonly gradInitial: Tensor;
}

/**
 * Gated recurrent unit: a recurrent layer whose state moves towards a candidate, as far as a gate lets it.
 *
 * `r, z = σ(U x_t + b + W h_{t−1} + c)` with weights of their own
 * `n = tanh(U x_t + b + r · (W h_{t−1} + c))`
 * `h_t = (1 − z) · n + z · h_{t−1}`
 *
 * U, W, b and c are stacked in the order r, z, n. A sequence that has ended keeps its state, and its output is 0.
 *
 * @param input - `[N, T, D]`, N sequences of T ≥ 1 steps x_t.
 * @param parameters - U, W, b and c.
 * @param initial - `[N, H]`, h before the first step.
 * @param options.lengths - `[N]`, integers in [1, T].
 * @returns h after every step, and after the last of each sequence.
 * @throws ShapeError - when a parameter, the initial state or the lengths do not fit the others.
 * @throws RangeError - when a length is not an integer in [1, T].
 */
export function gru(input: Tensor, parameters: GruParameters, initial: Tensor, options: LengthOptions = {}): GruOutput {
  throw new NotStarted();
}

/**
 * Gradients of a loss through all steps.
 *
 * @param input - `[N, T, D]`, as in the forward pass, and so are `parameters`, `initial` and `options`.
 * @param gradOutput - dL/d of each field of what {@link gru} returns.
 * @returns gradients of the shapes of `input`, each parameter, and `initial`; 0 for the input at padding.
 */
export function gruBackward(
  input: Tensor,
  parameters: GruParameters,
  initial: Tensor,
  gradOutput: GruOutput,
  options: LengthOptions = {},
): GruGradients {
  throw new NotStarted();
}
