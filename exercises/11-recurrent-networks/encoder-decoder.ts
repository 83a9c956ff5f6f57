import { NotStarted, type Tensor } from "#tensor";

/** Weights of the input gate, the forget gate, the candidate and the output gate, H rows each, as in the exercise `lstm`. */
export interface LstmParameters {
  /** `[4H, D]`, applied to the input. */
  readonly weightInput: Tensor;
  /** `[4H, H]`, applied to the hidden state of the step before. */
  readonly weightHidden: Tensor;
  /** `[4H]`. */
  readonly bias: Tensor;
}

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

/**
 * Scores of each target word, given the source and the right words before it (teacher forcing).
 *
 * `h, c = the last state of encoder(x)`, from zeros
 * `s_1 … s_T = decoder(0, y_1, …, y_{T−1})`, from h and c
 * `z_t = V s_t + b`
 *
 * Token 0 is the start token: it comes before the first word, and only the decoder reads it. Token 1 is the end token.
 *
 * @param input - `[N, L]` ids x of the source words.
 * @param target - `[N, T]` ids y of the target words, without a start token.
 * @param parameters - of the embeddings, both LSTMs and the output layer.
 * @returns `[N, T, V]`, logits z.
 * @throws ShapeError - when input and target are not `[N, L]` and `[N, T]`, or parameters do not fit each other.
 * @throws RangeError - when an id has no row in its table.
 */
export function encoderDecoder(input: Tensor, target: Tensor, parameters: EncoderDecoderParameters): Tensor {
  throw new NotStarted();
}

/**
 * Gradients of a loss with respect to all parameters.
 *
 * @param input - as in the forward pass, like the next two.
 * @param gradOutput - `[N, T, V]`, dL/dz.
 * @returns gradients of the shapes of the parameters.
 */
export function encoderDecoderBackward(
  input: Tensor,
  target: Tensor,
  parameters: EncoderDecoderParameters,
  gradOutput: Tensor,
): EncoderDecoderGradients {
  throw new NotStarted();
}

/**
 * Translates word by word: the likeliest word is taken, and read as the next input, until the end token 1 comes.
 *
 * @param input - `[N, L]` ids of the source words.
 * @param parameters - as in {@link encoderDecoder}.
 * @param options.maxLength - T, at least 1.
 * @returns `[N, T]` ids; the end token and nothing else from where a translation has ended.
 * @throws as {@link encoderDecoder} does.
 * @throws RangeError - when `maxLength` is not an integer, at least 1.
 */
export function greedyDecode(
  input: Tensor,
  parameters: EncoderDecoderParameters,
  { maxLength = 10 }: GreedyDecodeOptions = {},
): Tensor {
  throw new NotStarted();
}
