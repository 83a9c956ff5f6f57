import { concatenate, full, ShapeError, stack, zeros, type Tensor } from "#tensor";
import { embedding, embeddingBackward } from "#reference/11-recurrent-networks/embedding.ts";
import { lstm, lstmBackward, type LstmParameters, type LstmState } from "#reference/11-recurrent-networks/lstm.ts";

export interface EncoderDecoderParameters {
  /** `[S, D]`, a row for each word of the source language. */
  readonly sourceEmbedding: Tensor;
  /** An LSTM with D features and H units. */
  readonly encoder: LstmParameters;
  /** `[V, E]`, a row for each word of the target language. */
  readonly targetEmbedding: Tensor;
  /** An LSTM with E features and as many units as the encoder. */
  readonly decoder: LstmParameters;
  /** `[V, H]`, from the decoder's state to a score for each word. */
  readonly weightOutput: Tensor;
  /** `[V]`. */
  readonly biasOutput: Tensor;
}

export interface EncoderDecoderGradients {
  readonly gradParameters: EncoderDecoderParameters;
}

export interface GreedyDecodeOptions {
  /** How many words at most; 10 when left out. */
  readonly maxLength?: number;
}

/** The word before the first one. */
const startToken = 0;
/** The word after the last one. */
const endToken = 1;

/**
 * Scores of each target word, given the source and the right words before it (teacher forcing).
 *
 * `h, c = the last state of encoder(x)`, from zeros
 * `s_1 … s_T = decoder(0, y_1, …, y_{T−1})`, from h and c
 * `z_t = V s_t + b`
 *
 * The decoder reads the target one step late, behind the start token 0: z_t is the score of y_t and must not have seen it.
 *
 * @param input - `[N, L]` ids x of the source words.
 * @param target - `[N, T]` ids y of the target words, without a start token.
 * @param parameters - of the embeddings, both LSTMs and the output layer.
 * @returns `[N, T, V]`, logits z.
 * @throws ShapeError - when input and target are not `[N, L]` and `[N, T]`, or parameters do not fit each other.
 * @throws RangeError - when an id has no row in its table.
 * @example
 * const unit = { weightInput: zeros([4, 1]), weightHidden: zeros([4, 1]), bias: zeros([4]) };
 * const tables = { sourceEmbedding: zeros([2, 1]), targetEmbedding: zeros([3, 1]), weightOutput: zeros([3, 1]) };
 * const parameters = { ...tables, encoder: unit, decoder: unit, biasOutput: tensor([0, -1, 5]) };
 * encoderDecoder(tensor([[1]]), tensor([[2]]), parameters) // => [[[0, -1, 5]]]
 * @see Sutskever, Vinyals & Le, Sequence to sequence learning with neural networks (2014), section 2; there the source is reversed.
 */
export function encoderDecoder(input: Tensor, target: Tensor, parameters: EncoderDecoderParameters): Tensor {
  return forward(input, target, parameters).logits;
}

/**
 * Gradients of a loss with respect to all parameters.
 *
 * What reaches the decoder's first state goes on into the encoder's last: the only way from the loss to the source.
 *
 * @param input - as in the forward pass, like the next two.
 * @param gradOutput - `[N, T, V]`, dL/dz.
 * @returns gradients of the shapes of the parameters.
 * @example
 * const unit = { weightInput: zeros([4, 1]), weightHidden: zeros([4, 1]), bias: zeros([4]) };
 * const tables = { sourceEmbedding: zeros([2, 1]), targetEmbedding: zeros([3, 1]), weightOutput: zeros([3, 1]) };
 * const parameters = { ...tables, encoder: unit, decoder: unit, biasOutput: tensor([0, -1, 5]) };
 * const gradOutput = tensor([[[1, 2, 3], [4, 5, 6]]]);
 * encoderDecoderBackward(tensor([[1]]), tensor([[2, 1]]), parameters, gradOutput).gradParameters.biasOutput // => [5, 7, 9]
 */
export function encoderDecoderBackward(
  input: Tensor,
  target: Tensor,
  parameters: EncoderDecoderParameters,
  gradOutput: Tensor,
): EncoderDecoderGradients {
  const { sourceEmbedding, encoder, targetEmbedding, decoder, weightOutput } = parameters;
  const { words, start, encoded, shifted, read, decoded } = forward(input, target, parameters);
  const gradStates = gradOutput.matmul(weightOutput); // [N, T, H]
  const fromDecoder = lstmBackward(read, decoder, encoded, { output: gradStates, ...start });
  const gradEncoded = { output: zeros(encoded.output.shape), ...fromDecoder.gradInitial };
  const fromEncoder = lstmBackward(words, encoder, start, gradEncoded);
  return {
    gradParameters: {
      sourceEmbedding: embeddingBackward(input, sourceEmbedding, fromEncoder.gradInput),
      encoder: fromEncoder.gradParameters,
      targetEmbedding: embeddingBackward(shifted, targetEmbedding, fromDecoder.gradInput),
      decoder: fromDecoder.gradParameters,
      weightOutput: gradOutput.T.matmul(decoded.output).sum(0),
      biasOutput: gradOutput.sum([0, 1]),
    },
  };
}

/**
 * Translates word by word: the likeliest word is taken, and read as the next input, until the end token 1 comes.
 *
 * @param input - `[N, L]` ids x of the source words.
 * @param parameters - as in {@link encoderDecoder}.
 * @param options.maxLength - T, at least 1.
 * @returns `[N, T]` ids; the end token and nothing else from where a translation has ended.
 * @throws as {@link encoderDecoder} does.
 * @throws RangeError - when `maxLength` is not an integer, at least 1.
 * @example
 * const unit = { weightInput: zeros([4, 1]), weightHidden: zeros([4, 1]), bias: zeros([4]) };
 * const tables = { sourceEmbedding: zeros([2, 1]), targetEmbedding: zeros([3, 1]), weightOutput: zeros([3, 1]) };
 * const parameters = { ...tables, encoder: unit, decoder: unit, biasOutput: tensor([0, -1, 5]) };
 * greedyDecode(tensor([[1]]), parameters, { maxLength: 3 }) // => [[2, 2, 2]]
 */
export function greedyDecode(
  input: Tensor,
  parameters: EncoderDecoderParameters,
  { maxLength = 10 }: GreedyDecodeOptions = {},
): Tensor {
  if (!(Number.isInteger(maxLength) && maxLength >= 1)) {
    throw new RangeError(`greedyDecode: maxLength is ${maxLength}, expected an integer, at least 1. It counts words.`);
  }
  const { targetEmbedding, decoder, weightOutput, biasOutput } = parameters;
  let state: LstmState = encode(input, parameters).encoded;
  let word = full([input.shape[0]!], startToken);
  let ended = zeros(word.shape);
  const translation: Tensor[] = [];
  while (translation.length < maxLength) {
    state = lstm(embedding(word, targetEmbedding).expandDims(1), decoder, state);
    const likeliest = state.hidden.matmul(weightOutput.T).add(biasOutput).argmax(1); // [N]
    word = likeliest.add(ended.mul(likeliest.neg().add(endToken)));
    ended = word.equal(endToken);
    translation.push(word);
  }
  return stack(translation, 1);
}

function forward(input: Tensor, target: Tensor, parameters: EncoderDecoderParameters) {
  const batch = input.shape[0]!;
  if (input.rank !== 2 || target.rank !== 2 || target.shape[0] !== batch) {
    throw new ShapeError(
      `encoderDecoder: input is [${input.shape.join(", ")}] and target [${target.shape.join(", ")}], ` +
        "expected [N, L] and [N, T]. There is a target for each input.",
    );
  }
  const before = encode(input, parameters);
  const shifted = concatenate([full([batch, 1], startToken), target.slice(null, [0, -1])], 1);
  const read = embedding(shifted, parameters.targetEmbedding); // [N, T, E]
  const decoded = lstm(read, parameters.decoder, before.encoded);
  const logits = decoded.output.matmul(parameters.weightOutput.T).add(parameters.biasOutput);
  return { ...before, shifted, read, decoded, logits };
}

function encode(input: Tensor, { sourceEmbedding, encoder }: EncoderDecoderParameters) {
  const words = embedding(input, sourceEmbedding); // [N, L, D]
  const nothing = zeros([input.shape[0]!, encoder.weightHidden.shape[1]!]);
  const start: LstmState = { hidden: nothing, cell: nothing };
  return { words, start, encoded: lstm(words, encoder, start) };
}
