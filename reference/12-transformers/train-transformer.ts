import { concatenate, full, ones, tensor, where, zeros, type Random, type Tensor } from "#tensor";
import { sparseCrossEntropy, sparseCrossEntropyBackward } from "#reference/03-losses/sparse-cross-entropy.ts";
import { Adam } from "#reference/08-optimisers/adam.ts";
import { inverseSquareRoot } from "#reference/08-optimisers/schedules.ts";
import { listToParameters, parametersToList } from "#reference/12-transformers/parameter-list.ts";
import { textStack, type TextStackParameters } from "#reference/12-transformers/text-stack.ts";

/** The tokens that are no words; words are 3 and above. */
export const tokens = { padding: 0, start: 1, end: 2 } as const;

/** What a decoder reads, and what it is to say behind each of the tokens, both `[N, T + 1]`. */
export interface TeacherForcing {
  readonly inputs: Tensor;
  readonly labels: Tensor;
}

export interface NoamOptions {
  /** D, the width of the model. */
  readonly features: number;
  /** W, the steps in which the rate rises; a whole number above 0. */
  readonly warmupSteps: number;
  /** What the whole is multiplied by, 1 when left out. */
  readonly factor?: number;
}

/** Logits `[N, T, W]` of the token behind each of the inputs `[N, T]`. */
export type Decoder = (inputs: Tensor) => Tensor;

/** The same for sources `[N, S]` that are to be translated. */
export type Translator = (sources: Tensor, inputs: Tensor) => Tensor;

const training = { features: 16, hidden: 32, steps: 120, batchSize: 16, warmupSteps: 20, factor: 0.5 };

/**
 * Teacher forcing: the decoder reads the right words so far, whatever it would have said itself.
 *
 * `inputs = start y_1 y_2 … y_n`, `labels = y_1 y_2 … y_n end`, both filled up with padding
 *
 * The label of a position is the input of the next one. All words are learned at once, in one pass.
 *
 * @param targets - `[N, T]`, words, then padding where a sentence is shorter than T.
 * @returns inputs and labels, both `[N, T + 1]`.
 * @example teacherForcing(tensor([[5, 8, 0]])).labels // => [[5, 8, 2, 0]]
 * @see Williams & Zipser, A learning algorithm for continually running fully recurrent neural networks (1989).
 */
export function teacherForcing(targets: Tensor): TeacherForcing {
  const column = [targets.shape[0]!, 1];
  const inputs = concatenate([full(column, tokens.start), targets], 1);
  const shifted = concatenate([targets, full(column, tokens.padding)], 1);
  const isWord = inputs.notEqual(tokens.padding); // the start or a word: something comes behind it
  return { inputs, labels: where(isWord.mul(shifted.equal(tokens.padding)), tokens.end, shifted) };
}

/**
 * Cross-entropy of all tokens that are no padding.
 *
 * `L = −(1/M) Σ log softmax(z_nt)[label_nt]` over the M places with a label other than padding
 *
 * @param logits - `[N, T, W]` z.
 * @param labels - `[N, T]`, integers in [0, W).
 * @returns `[]`, in nats per token.
 * @throws ShapeError, RangeError - when labels do not fit the logits.
 * @example sequenceLoss(tensor([[[0, 0, 0, Math.log(5)], [9, 0, 0, 0]]]), tensor([[3, 0]])) // => Math.log(8 / 5)
 */
export function sequenceLoss(logits: Tensor, labels: Tensor): Tensor {
  return sparseCrossEntropy(inRows(logits), labels.flatten(), { ignoreIndex: tokens.padding });
}

/**
 * Gradient of {@link sequenceLoss}: probability minus one-hot label, 0 for padding.
 *
 * `dL/dz_ntw = (softmax(z_nt)_w − 1[w = label_nt]) / M`
 *
 * @param logits - `[N, T, W]`, as in the forward pass, and so are the `labels`.
 * @param gradOutput - `[]`, the gradient with respect to the loss.
 * @returns `[N, T, W]`.
 */
export function sequenceLossBackward(logits: Tensor, labels: Tensor, gradOutput: Tensor): Tensor {
  const ignored = { ignoreIndex: tokens.padding };
  return sparseCrossEntropyBackward(inRows(logits), labels.flatten(), gradOutput, ignored).reshape(logits.shape);
}

/**
 * The learning rate of the Transformer, called Noam after its author: up in a line, then down as 1 / √t.
 *
 * `η_t = factor · D^{−1/2} · min(t^{−1/2}, t · W^{−3/2})`
 *
 * At first Adam knows little about the size of the gradients, and attention is easily thrown off: small steps at the start.
 *
 * @param step - t, counted from 1.
 * @throws RangeError - when t is not a whole number, at least 0.
 * @example noamRate(8, { features: 4, warmupSteps: 4 }) // => 0.5 / Math.sqrt(8)
 * @see Vaswani et al., Attention is all you need (2017), equation 3; the factor is in The annotated Transformer (Rush, 2018).
 */
export function noamRate(step: number, { features, warmupSteps, factor = 1 }: NoamOptions): number {
  return inverseSquareRoot(step, { learningRate: factor / Math.sqrt(features * warmupSteps), warmupSteps });
}

/**
 * Writes sentences word by word: always the likeliest token, which is then read like all others.
 *
 * `y_t = argmax softmax(z_t)`, z_t the logits behind `start y_1 … y_{t−1}`
 *
 * @param decoder - gets all that has been written, from the start token on.
 * @param count - N, how many sentences are written side by side.
 * @param length - T, how many tokens each has at most, the end token included.
 * @returns `[N, T]` without the start token; behind an end token everything is padding.
 * @example
 * const decoder = (inputs) => eye(6).gather(inputs.add(3).minimum(5)); // behind the start 4, behind that 5
 * greedyDecode(decoder, 1, 3) // => [[4, 5, 5]]
 */
export function greedyDecode(decoder: Decoder, count: number, length: number): Tensor {
  let written = full([count, 1], tokens.start);
  let finished = zeros([count]);
  for (let t = 0; t < length; t++) {
    const likeliest = decoder(written).slice(null, -1).argmax(1);
    const next = where(finished, tokens.padding, likeliest);
    written = concatenate([written, next.expandDims(1)], 1);
    finished = finished.maximum(next.equal(tokens.end));
  }
  return written.slice(null, [1, null]);
}

/**
 * Learns to translate from pairs of sentences.
 *
 * Adam on small batches, with teacher forcing and the Noam schedule. The Transformer is a decoder alone, one pre-norm layer of
 * 16 features: it reads the source and what has been written as one text. Only what stands behind the source is asked for.
 *
 * @param sources - `[N, S]`, padding, the start token, and words; they end in the last column.
 * @param targets - `[N, T]`, words, then padding.
 * @param random - the source of all chance.
 * @returns a translator for sources like these.
 * @see Vaswani et al., Attention is all you need (2017), section 5, for the training; Liu et al., Generating Wikipedia by
 *   summarizing long sequences (2018), section 4.2.3, for a decoder alone.
 */
export function trainTransformer(sources: Tensor, targets: Tensor, random: Random): Translator {
  const { features, steps, batchSize, warmupSteps, factor } = training;
  const [count, length] = sources.shape as readonly [number, number];
  const { inputs, labels } = teacherForcing(targets);
  const texts = concatenate([sources, inputs], 1);
  let parameters = startingParameters(texts.max().item() + 1, random);
  let optimiser = new Adam({ beta2: 0.98 });
  for (let step = 1; step <= steps; step++) {
    const batch = random.permutation(count).slice(0, batchSize);
    const text = texts.gather(batch);
    const { output, backward } = textStack(text, parameters);
    const gradLogits = sequenceLossBackward(behind(length, output), labels.gather(batch), tensor(1));
    const { gradParameters } = backward(before(length, gradLogits));
    optimiser = withRate(optimiser, noamRate(step, { features, warmupSteps, factor }));
    const moved = optimiser.step(parametersToList(parameters), parametersToList(gradParameters));
    parameters = listToParameters(moved, parameters);
  }
  return (given, written) => behind(length, textStack(concatenate([given, written], 1), parameters).output);
}

/** What a text has behind the source. */
const behind = (length: number, rows: Tensor): Tensor => rows.slice(null, [length, null]);

/** The reverse: nothing is asked for in the source, so its rows have no gradient. */
function before(length: number, gradRows: Tensor): Tensor {
  return gradRows.pad([
    [0, 0],
    [length, 0],
    [0, 0],
  ]);
}

/** The same optimiser, with all that it remembers, at another rate. */
function withRate({ options, time, means, squares }: Adam, learningRate: number): Adam {
  return Object.assign(new Adam({ ...options, learningRate }), { time, means, squares });
}

/** Weights with a variance of one over the number of inputs, so that the size of what flows through them stays. */
function startingParameters(words: number, random: Random): TextStackParameters {
  const { features, hidden } = training;
  const weight = (outputs: number, inputs: number) => random.normal([outputs, inputs], 0, Math.sqrt(1 / inputs));
  const [bias, norm] = [zeros([features]), { gamma: ones([features]), beta: zeros([features]) }];
  const attention = {
    weightQuery: weight(features, features),
    biasQuery: bias,
    weightKey: weight(features, features),
    biasKey: bias,
    weightValue: weight(features, features),
    biasValue: bias,
    weightOutput: weight(features, features),
    biasOutput: bias,
  };
  const feedForward = {
    weightHidden: weight(hidden, features),
    biasHidden: zeros([hidden]),
    weightOutput: weight(features, hidden),
    biasOutput: bias,
  };
  return {
    wordEmbedding: weight(words, features),
    layers: [{ attention, attentionNorm: norm, feedForward, feedForwardNorm: norm }],
    outputWeight: weight(words, features),
    outputBias: zeros([words]),
  };
}

/** [N, T, W] -> [N·T, W] */
const inRows = (logits: Tensor): Tensor => logits.reshape([-1, logits.shape[2]!]);
