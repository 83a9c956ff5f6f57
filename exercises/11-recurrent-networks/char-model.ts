import { NotStarted, type Random, type Tensor } from "#tensor";

/** Weights of the input gate, the forget gate, the candidate and the output gate, H rows each, as in the exercise `lstm`. */
export interface LstmParameters {
  /** `[4H, D]`, applied to the input. */
  readonly weightInput: Tensor;
  /** `[4H, H]`, applied to the hidden state of the step before. */
  readonly weightHidden: Tensor;
  /** `[4H]`. */
  readonly bias: Tensor;
}

/** What an LSTM carries from one step to the next. */
export interface LstmState {
  /** `[N, H]`, what it shows: its output at the last step. */
  readonly hidden: Tensor;
  /** `[N, H]`, what it keeps to itself. */
  readonly cell: Tensor;
}

export interface CharModelParameters {
  /** `[V, D]` E, a row for each character. */
  readonly embedding: Tensor;
  /** An LSTM with D features and H units. */
  readonly lstm: LstmParameters;
  /** `[V, H]`, from the state to a score for each character. */
  readonly weightOutput: Tensor;
  /** `[V]`. */
  readonly biasOutput: Tensor;
}

export interface CharModelOutput {
  /** `[N, T, V]`, behind each character the scores of the next. */
  readonly logits: Tensor;
  /** The state behind the last character. */
  readonly state: LstmState;
}

export interface CharModelGradients {
  readonly gradParameters: CharModelParameters;
}

export interface TextWindows {
  /** `[N, T]`, what is read. */
  readonly inputs: Tensor;
  /** `[N, T]`, at each place the character that comes next. */
  readonly targets: Tensor;
}

export interface WriteTextOptions {
  /** Above 1 for more surprising text, below 1 for safer text; 1 when left out. */
  readonly temperature?: number;
}

/**
 * Cuts a text into windows to learn from: what is read, and what comes next at every place.
 *
 * `inputs[n] = x_{nT}, …, x_{nT+T−1}`, `targets[n] = x_{nT+1}, …, x_{nT+T}`, for n = 0, …, ⌊(L − 1) / T⌋ − 1
 *
 * The windows follow each other without gap; what is too short for another window is left out.
 *
 * @param text - `[L]` ids x of its characters.
 * @param length - T, a whole number from 1 to L − 1.
 * @throws RangeError - when the length is not such a number.
 */
export function textWindows(text: Tensor, length: number): TextWindows {
  throw new NotStarted();
}

/**
 * A character model: behind every character it says how likely each one is to come next.
 *
 * `h_1 … h_T = lstm(E[x_1], …, E[x_T])` from the given state, then `z_t = V h_t + b`
 *
 * The state holds what was read. Given to the next call, it lets a text be read piece by piece as if it were one.
 *
 * @param ids - `[N, T]` x, integers in [0, V).
 * @param parameters - E, the LSTM, V and b.
 * @param state - `[N, H]` each, before the first character; zeros at the start of a text.
 * @returns logits z, and the state behind the last character.
 * @throws ShapeError - when parameters or the state do not fit each other.
 * @throws RangeError - when an id is not in [0, V).
 */
export function charModel(ids: Tensor, parameters: CharModelParameters, state: LstmState): CharModelOutput {
  throw new NotStarted();
}

/**
 * How surprised the model is by a character, on average, in nats.
 *
 * `L = −(1 / NT) Σ_n Σ_t log softmax(z_nt)[y_nt]`
 *
 * In bits it is L / log 2; `exp(L)` is the perplexity.
 *
 * @param inputs - `[N, T]`, what is read.
 * @param targets - `[N, T]` y, what comes next at every place.
 * @param parameters - as in {@link charModel}, and so is `state`.
 * @returns `[]`.
 * @throws as {@link charModel} does.
 * @throws ShapeError - when `targets` does not have the shape of `inputs`.
 * @throws RangeError - when a target is not in [0, V).
 */
export function charModelLoss(
  inputs: Tensor,
  targets: Tensor,
  parameters: CharModelParameters,
  state: LstmState,
): Tensor {
  throw new NotStarted();
}

/**
 * Gradients of {@link charModelLoss} with respect to the parameters. The state is given: the gradient ends there.
 *
 * @param inputs - as in the forward pass, like the next three.
 * @param gradOutput - `[]`, the gradient with respect to the loss.
 * @returns gradients of the shapes of the parameters.
 */
export function charModelLossBackward(
  inputs: Tensor,
  targets: Tensor,
  parameters: CharModelParameters,
  state: LstmState,
  gradOutput: Tensor,
): CharModelGradients {
  throw new NotStarted();
}

/**
 * The perplexity of a whole text, which is read once from its beginning.
 *
 * `exp(−(1 / (L−1)) Σ_{t=1}^{L−1} log p(x_t | x_0, …, x_{t−1}))`
 *
 * It is read in pieces, so that not all steps are in memory at once. How long they are makes no difference.
 *
 * @param text - `[L]` ids x, L at least 2; nothing comes before x_0, and it is not predicted.
 * @param parameters - as in {@link charModel}.
 * @param length - how many characters a piece has, a whole number from 1 to L − 1; the last piece may be shorter.
 * @returns `[]`, at least 1.
 * @throws RangeError - when the length is not such a number, or an id is not in [0, V).
 */
export function textPerplexity(text: Tensor, parameters: CharModelParameters, length: number): Tensor {
  throw new NotStarted();
}

/**
 * Learns to predict a text. How is up to you: the sizes, how the weights start, the optimiser, how long the windows are and when to
 * stop.
 *
 * @param text - `[L]` ids; the largest says how many characters there are.
 * @param random - the source of all chance.
 * @returns parameters with which {@link charModel} predicts texts like this one. It takes 6 seconds at most.
 */
export function trainCharModel(text: Tensor, random: Random): CharModelParameters {
  throw new NotStarted();
}

/**
 * Writes on: draws one character after the other from what the model says, and reads it.
 *
 * `x_{t+1} ~ softmax(z_t / τ)`
 *
 * @param prompt - `[N, T]` ids, T at least 1, read from a state of zeros.
 * @param parameters - as in {@link charModel}.
 * @param count - how many characters are added, a whole number from 0.
 * @param random - the source of all chance.
 * @param options.temperature - τ, above 0.
 * @returns `[N, T + count]`, the prompts and what follows, every text by itself.
 * @throws as {@link charModel} does.
 * @throws RangeError - when τ is not above 0.
 */
export function writeText(
  prompt: Tensor,
  parameters: CharModelParameters,
  count: number,
  random: Random,
  { temperature = 1 }: WriteTextOptions = {},
): Tensor {
  throw new NotStarted();
}
