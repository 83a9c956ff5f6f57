import { NotStarted, type Random, type Tensor } from "#tensor";

export interface MemoryTask {
  /** `[N, T, 2]`, at each step a value and a mark. */
  readonly inputs: Tensor;
  /** `[N]`, the marked value of each sequence. */
  readonly targets: Tensor;
}

export interface MemoryOptions {
  /** What reads the sequence: an LSTM when left out, or the simple RNN, s_t = tanh(U x_t + W s_{t−1} + b). */
  readonly cell?: "lstm" | "rnn";
}

/** Of the cell, with G = 4H rows for an LSTM (input gate, forget gate, candidate, output gate) and G = H for a simple RNN. */
export interface CellParameters {
  /** `[G, D]` U, applied to the input. */
  readonly weightInput: Tensor;
  /** `[G, H]` W, applied to the hidden state of the step before. */
  readonly weightHidden: Tensor;
  /** `[G]` b. */
  readonly bias: Tensor;
}

export interface MemoryParameters {
  readonly recurrent: CellParameters;
  /** `[H]` v, from the last hidden state to the prediction. */
  readonly weight: Tensor;
  /** `[]` c. */
  readonly bias: Tensor;
}

export interface MemoryGradients {
  readonly gradParameters: MemoryParameters;
}

/**
 * Sequences of which one number has to be remembered to the end: the copy task with one real number.
 *
 * `x_nt = (value_nt, mark_nt)`, the values uniform in [−1, 1); the mark is 1 at one of the first max(1, ⌊T/5⌋) steps, each as
 * likely, and 0 elsewhere; `y_n` is the value where the mark is
 *
 * @param count - N, a whole number, at least 1.
 * @param length - T, a whole number, at least 1.
 * @param random - the source of all chance.
 * @throws RangeError - when `count` or `length` is not such a number.
 */
export function memoryTask(count: number, length: number, random: Random): MemoryTask {
  throw new NotStarted();
}

/**
 * What is predicted once a sequence has been read: one number from the last hidden state.
 *
 * `h_1 … h_T = cell(x_1, …, x_T)` from a state of zeros, then `ŷ = v · h_T + c`
 *
 * @param inputs - `[N, T, D]`, T ≥ 1.
 * @param parameters - of the cell, v and c.
 * @param options.cell - an LSTM when left out, or a simple RNN.
 * @returns `[N]`.
 * @throws ShapeError - when the parameters do not fit each other, the inputs or the cell.
 */
export function memoryModel(inputs: Tensor, parameters: MemoryParameters, options: MemoryOptions = {}): Tensor {
  throw new NotStarted();
}

/**
 * The mean squared error of what is predicted at the end; what the cell says before does not count.
 *
 * `L = (1/N) Σ_n (ŷ_n − y_n)²`
 *
 * @param inputs - `[N, T, D]`.
 * @param targets - `[N]` y.
 * @param parameters - as in {@link memoryModel}, and so are the options.
 * @returns `[]`.
 * @throws as {@link memoryModel} does.
 * @throws ShapeError - when there is not one target for each sequence.
 */
export function memoryLoss(
  inputs: Tensor,
  targets: Tensor,
  parameters: MemoryParameters,
  options: MemoryOptions = {},
): Tensor {
  throw new NotStarted();
}

/**
 * Gradients of {@link memoryLoss} with respect to the parameters: from the last step back through all of them.
 *
 * @param inputs - as in the forward pass, like the next two and the options.
 * @param gradOutput - `[]`, the gradient with respect to the loss.
 * @returns gradients of the shapes of the parameters.
 * @throws as {@link memoryLoss} does.
 */
export function memoryLossBackward(
  inputs: Tensor,
  targets: Tensor,
  parameters: MemoryParameters,
  gradOutput: Tensor,
  options: MemoryOptions = {},
): MemoryGradients {
  throw new NotStarted();
}

/**
 * The coefficient of determination: which part of the variance of the targets the predictions explain.
 *
 * `R² = 1 − Σ_i (y_i − ŷ_i)² / Σ_i (y_i − ȳ)²`
 *
 * 1 for predictions that are right, 0 for the mean of the targets, whatever is read, and below 0 for worse ones.
 *
 * @param predictions - `[N]` ŷ.
 * @param targets - `[N]` y, not all the same.
 * @returns `[]`, at most 1.
 * @throws ShapeError - when the two are not `[N]` with the same N.
 * @throws RangeError - when all targets are the same: there is no variance to explain.
 */
export function r2Score(predictions: Tensor, targets: Tensor): Tensor {
  throw new NotStarted();
}

/**
 * Learns to remember over a number of steps. How is up to you: the sizes, how the weights start, which sequences come first, the
 * optimiser and when to stop.
 *
 * Both cells are trained in the same way. The hidden weights W start with independent random numbers of a variance of at most
 * 1/H: a simple RNN that starts as the identity, and is trained ten times as long, may learn to remember after all.
 *
 * @param length - T, the number of steps, a whole number, at least 1.
 * @param random - the source of all chance.
 * @param options.cell - an LSTM when left out, or a simple RNN, trained in the same way.
 * @returns parameters with which {@link memoryModel} predicts the targets of sequences like those of {@link memoryTask}. It
 *   takes 5 seconds at most.
 * @throws RangeError - when `length` is not such a number.
 */
export function trainMemory(length: number, random: Random, options: MemoryOptions = {}): MemoryParameters {
  throw new NotStarted();
}
