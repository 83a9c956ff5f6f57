import { concatenate, ones, tensor, zeros, type Random, type Tensor } from "#tensor";
import { sparseCrossEntropy, sparseCrossEntropyBackward } from "#reference/03-losses/sparse-cross-entropy.ts";
import { Adam } from "#reference/08-optimisers/adam.ts";
import { embedding, embeddingBackward } from "#reference/11-recurrent-networks/embedding.ts";
import { lstmPass, type LstmParameters, type LstmState } from "#reference/11-recurrent-networks/lstm.ts";
import { expectShapes, outerSum } from "#reference/11-recurrent-networks/recurrent-parts.ts";
import { sample } from "#reference/11-recurrent-networks/sampling.ts";

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

const training = { features: 6, units: 20, batchSize: 6, length: 20 };
/** How many steps with which learning rate: large ones to find what there is to remember, small ones to settle. */
const phases = [
  { steps: 95, learningRate: 0.05 },
  { steps: 35, learningRate: 0.01 },
];

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
 * @example textWindows(tensor([5, 6, 7, 8, 9, 0]), 2) // => { inputs: [[5, 6], [7, 8]], targets: [[6, 7], [8, 9]] }
 */
export function textWindows(text: Tensor, length: number): TextWindows {
  expectLength("textWindows", { length }, text);
  const count = Math.floor((text.size - 1) / length);
  const cut = (start: number): Tensor => text.slice([start, start + count * length]).reshape([count, length]);
  return { inputs: cut(0), targets: cut(1) };
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
 * @example
 * const unit = { weightInput: zeros([4, 1]), weightHidden: zeros([4, 1]), bias: zeros([4]) };
 * const output = { weightOutput: tensor([[0], [0]]), biasOutput: tensor([3, -1]) };
 * const state = { hidden: zeros([1, 1]), cell: tensor([[4]]) };
 * const { logits, state: later } = charModel(tensor([[1, 0]]), { embedding: zeros([2, 1]), lstm: unit, ...output }, state);
 * [logits, later.cell] // => [[[[3, -1], [3, -1]]], [[1]]]
 * @see Graves, Generating sequences with recurrent neural networks (2013), section 2; Karpathy, The unreasonable
 *   effectiveness of recurrent neural networks (2015).
 */
export function charModel(ids: Tensor, parameters: CharModelParameters, state: LstmState): CharModelOutput {
  const { output, logits } = forward(ids, parameters, state);
  return { logits, state: { hidden: output.hidden, cell: output.cell } };
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
 * @example
 * const unit = { weightInput: zeros([4, 1]), weightHidden: zeros([4, 1]), bias: zeros([4]) };
 * const output = { weightOutput: zeros([2, 1]), biasOutput: tensor([0, Math.log(3)]) };
 * const state = { hidden: zeros([1, 1]), cell: zeros([1, 1]) };
 * charModelLoss(tensor([[1]]), tensor([[0]]), { embedding: zeros([2, 1]), lstm: unit, ...output }, state) // => Math.log(4)
 */
export function charModelLoss(
  inputs: Tensor,
  targets: Tensor,
  parameters: CharModelParameters,
  state: LstmState,
): Tensor {
  expectTargets(inputs, targets);
  return sparseCrossEntropy(inRows(forward(inputs, parameters, state).logits), targets.flatten());
}

/**
 * Gradients of {@link charModelLoss} with respect to the parameters. The state is given: the gradient ends there.
 *
 * `dL/dz_nt = (softmax(z_nt) − one-hot y_nt) / NT · gradOutput`, then `dL/dV = Σ dL/dz hᵀ`, `dL/db = Σ dL/dz`,
 * `dL/dh = Vᵀ dL/dz`, through the LSTM, and into the rows of E that were read
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
  expectTargets(inputs, targets);
  const { output, logits, backward } = forward(inputs, parameters, state);
  const gradRows = sparseCrossEntropyBackward(inRows(logits), targets.flatten(), gradOutput);
  const gradLogits = gradRows.reshape(logits.shape); // [N, T, V]
  const nothing = zeros(state.hidden.shape);
  const gradStates = { output: gradLogits.matmul(parameters.weightOutput), hidden: nothing, cell: nothing };
  const fromLstm = backward(gradStates);
  return {
    gradParameters: {
      embedding: embeddingBackward(inputs, parameters.embedding, fromLstm.gradInput),
      lstm: fromLstm.gradParameters,
      weightOutput: outerSum(gradLogits, output.output),
      biasOutput: gradLogits.sum([0, 1]),
    },
  };
}

/**
 * The perplexity of a whole text, which is read once from its beginning.
 *
 * `exp(−(1 / (L−1)) Σ_{t=1}^{L−1} log p(x_t | x_0, …, x_{t−1}))`
 *
 * It is read in pieces, so that not all steps are in memory at once. The state is carried from piece to piece, so how long they
 * are makes no difference.
 *
 * @param text - `[L]` ids x, L at least 2; nothing comes before x_0, and it is not predicted.
 * @param parameters - as in {@link charModel}.
 * @param length - how many characters a piece has, a whole number from 1 to L − 1; the last piece may be shorter.
 * @returns `[]`, at least 1.
 * @throws RangeError - when the length is not such a number, or an id is not in [0, V).
 * @example
 * const unit = { weightInput: zeros([4, 1]), weightHidden: zeros([4, 1]), bias: zeros([4]) };
 * const output = { weightOutput: zeros([2, 1]), biasOutput: tensor([0, Math.log(3)]) };
 * textPerplexity(tensor([1, 0, 1]), { embedding: zeros([2, 1]), lstm: unit, ...output }, 1) // => Math.sqrt(4 * 4 / 3)
 */
export function textPerplexity(text: Tensor, parameters: CharModelParameters, length: number): Tensor {
  expectLength("textPerplexity", { length }, text);
  const predicted = text.size - 1;
  let state = startState(1, parameters);
  let surprise = tensor(0);
  for (let start = 0; start < predicted; start += length) {
    const end = Math.min(start + length, predicted);
    const piece = charModel(text.slice([start, end]).expandDims(0), parameters, state);
    const next = text.slice([start + 1, end + 1]);
    surprise = surprise.add(sparseCrossEntropy(piece.logits.slice(0), next, { reduction: "sum" }));
    state = piece.state;
  }
  return surprise.div(predicted).exp();
}

/**
 * Learns to predict a text.
 *
 * Adam on the loss of a few windows at a time, each read from a state of zeros. The weights start at random, with the variance
 * of what flows through them kept; the forget gate starts open (bias 1), so that the cell remembers from the first step on.
 *
 * @param text - `[L]` ids, longer than a window; the largest says how many characters there are.
 * @param random - the source of all chance.
 * @returns parameters with which {@link charModel} predicts texts like this one.
 * @see Jozefowicz, Zaremba & Sutskever, An empirical exploration of recurrent network architectures (2015), for the forget gate.
 */
export function trainCharModel(text: Tensor, random: Random): CharModelParameters {
  const { batchSize, length } = training;
  const { inputs, targets } = textWindows(text, length);
  let parameters = firstParameters(text.max().item() + 1, random);
  for (const { steps, learningRate } of phases) {
    const optimiser = new Adam({ learningRate });
    for (let step = 0; step < steps; step++) {
      const batch = random.permutation(inputs.shape[0]!).slice(0, batchSize);
      const examples = [inputs.gather(batch), targets.gather(batch)] as const;
      const state = startState(batch.length, parameters);
      const { gradParameters } = charModelLossBackward(...examples, parameters, state, tensor(1));
      parameters = fromList(optimiser.step(toList(parameters), toList(gradParameters)));
    }
  }
  return parameters;
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
 * @example
 * const unit = { weightInput: zeros([4, 1]), weightHidden: zeros([4, 1]), bias: zeros([4]) };
 * const output = { weightOutput: zeros([2, 1]), biasOutput: tensor([0, 999]) };
 * writeText(tensor([[0]]), { embedding: zeros([2, 1]), lstm: unit, ...output }, 3, new Random(1)) // => [[0, 1, 1, 1]]
 */
export function writeText(
  prompt: Tensor,
  parameters: CharModelParameters,
  count: number,
  random: Random,
  { temperature = 1 }: WriteTextOptions = {},
): Tensor {
  const written = [prompt];
  let state = startState(prompt.shape[0]!, parameters);
  for (let n = 0; n < count; n++) {
    const read = charModel(written.at(-1)!, parameters, state);
    state = read.state;
    written.push(sample(read.logits.slice(null, -1), random, { temperature }).expandDims(1));
  }
  return concatenate(written, 1);
}

function forward(ids: Tensor, parameters: CharModelParameters, state: LstmState) {
  const { weightOutput, biasOutput } = parameters;
  const [characters, units] = [parameters.embedding.shape[0], state.hidden.shape[1]];
  const fitting = {
    "parameters.weightOutput": [weightOutput, [characters, units]],
    "parameters.biasOutput": [biasOutput, [characters]],
  } as const;
  expectShapes("charModel", fitting, "There is a score for each character, worked out from the H units of the state.");
  const read = embedding(ids, parameters.embedding); // [N, T, D]
  const { output, backward } = lstmPass(read, parameters.lstm, state);
  return { output, logits: output.output.matmul(weightOutput.T).add(biasOutput), backward };
}

function startState(batch: number, { weightOutput }: CharModelParameters): LstmState {
  const nothing = zeros([batch, weightOutput.shape[1]!]);
  return { hidden: nothing, cell: nothing };
}

function firstParameters(characters: number, random: Random): CharModelParameters {
  const { features, units } = training;
  const weights = (outputs: number, inputs: number): Tensor =>
    random.normal([outputs, inputs], 0, 1 / Math.sqrt(inputs));
  const [closed, open] = [zeros([units]), ones([units])];
  return {
    embedding: random.normal([characters, features], 0, 1.5),
    lstm: {
      weightInput: weights(4 * units, features),
      weightHidden: weights(4 * units, units),
      bias: concatenate([closed, open, closed, closed]), // input gate, forget gate, candidate, output gate
    },
    weightOutput: weights(characters, units),
    biasOutput: zeros([characters]),
  };
}

/** [N, T, V] -> [N·T, V] */
const inRows = (logits: Tensor): Tensor => logits.reshape([-1, logits.shape[2]!]);

function toList({ embedding: table, lstm: unit, weightOutput, biasOutput }: CharModelParameters): Tensor[] {
  return [table, unit.weightInput, unit.weightHidden, unit.bias, weightOutput, biasOutput];
}

function fromList(list: readonly Tensor[]): CharModelParameters {
  const [table, weightInput, weightHidden, bias, weightOutput, biasOutput] = list as [
    Tensor,
    Tensor,
    Tensor,
    Tensor,
    Tensor,
    Tensor,
  ];
  return { embedding: table, lstm: { weightInput, weightHidden, bias }, weightOutput, biasOutput };
}

function expectTargets(inputs: Tensor, targets: Tensor): void {
  expectShapes(
    "charModelLoss",
    { targets: [targets, inputs.shape] },
    "Each character that is read has one that follows.",
  );
}

function expectLength(caller: string, named: { readonly [argument: string]: number }, text: Tensor): void {
  const [[name, length]] = Object.entries(named) as [[string, number]];
  if (Number.isInteger(length) && length >= 1 && length < text.size) return;
  throw new RangeError(
    `${caller}: ${name} is ${length}, expected a whole number from 1 to ${text.size - 1}. ` +
      `The text has ${text.size} characters, and the last one is only predicted.`,
  );
}
