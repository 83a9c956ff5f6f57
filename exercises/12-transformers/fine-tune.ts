import { NotStarted, type Random, type Tensor } from "#tensor";

/** Four linear maps, each with a weight `[D, D]` ([out, in]) and a bias `[D]`. */
export interface AttentionParameters {
  readonly weightQuery: Tensor;
  readonly biasQuery: Tensor;
  readonly weightKey: Tensor;
  readonly biasKey: Tensor;
  readonly weightValue: Tensor;
  readonly biasValue: Tensor;
  readonly weightOutput: Tensor;
  readonly biasOutput: Tensor;
}

/** Two linear maps: from D features to F hidden units, and back. */
export interface FeedForwardParameters {
  /** `[F, D]`. */
  readonly weightHidden: Tensor;
  /** `[F]`. */
  readonly biasHidden: Tensor;
  /** `[D, F]`. */
  readonly weightOutput: Tensor;
  /** `[D]`. */
  readonly biasOutput: Tensor;
}

/** Scale γ `[D]` and shift β `[D]` of a layer normalisation. */
export interface NormParameters {
  readonly gamma: Tensor;
  readonly beta: Tensor;
}

/** As in the exercise encoder-layer. */
export interface EncoderLayerParameters {
  readonly attention: AttentionParameters;
  readonly attentionNorm: NormParameters;
  readonly feedForward: FeedForwardParameters;
  readonly feedForwardNorm: NormParameters;
}

/** What is pretrained: a bidirectional encoder. */
export interface EncoderParameters {
  /** `[V, D]` E, a row for each token. */
  readonly tokenEmbedding: Tensor;
  /** `[L, D]` P, a row for each position that a sentence may have. */
  readonly positionEmbedding: Tensor;
  readonly layers: readonly EncoderLayerParameters[];
}

/** The encoder, and on it a new head of two classes. */
export interface ClassifierParameters {
  readonly encoder: EncoderParameters;
  /** `[2, D]` W. */
  readonly weight: Tensor;
  /** `[2]` b. */
  readonly bias: Tensor;
}

export interface ClassifierGradients {
  readonly gradParameters: ClassifierParameters;
}

export interface ClassifierOptions {
  /** How many heads the attention of each layer has; 1 when left out. */
  readonly heads?: number;
}

export interface FineTuneOptions extends ClassifierOptions {
  /** With k > 0 the embeddings and the first k layers stay as they are; 0, when left out: everything learns. */
  readonly frozen?: number;
}

export interface AccuracyAndF1 {
  /** `[]`. */
  readonly accuracy: Tensor;
  /** `[]`, of class 1. */
  readonly f1: Tensor;
}

/**
 * Says of two sentences whether they mean the same.
 *
 * `x_t = E[token_t] + P[t]`, through all layers, then `u = (1/T) Σ_t x_t` for the first sentence, and v for the second
 * `z = W (u − v)² + b`, the square entry by entry
 *
 * Both go through the same encoder, each by itself. Its layers are those of BERT: post-norm, with GELU, every position sees all.
 *
 * @param first - `[N, T]` tokens, integers in [0, V).
 * @param second - `[N, S]` tokens, integers in [0, V).
 * @param parameters - encoder and head.
 * @returns `[N, 2]` z, the logits of "something else" and "the same".
 * @throws ShapeError - when there are not as many second sentences as first ones.
 * @throws RangeError - when a token is not in [0, V), or a sentence is longer than L.
 */
export function classify(
  first: Tensor,
  second: Tensor,
  parameters: ClassifierParameters,
  options: ClassifierOptions = {},
): Tensor {
  throw new NotStarted();
}

/**
 * Gradients of a loss with respect to the head and the encoder of {@link classify}.
 *
 * @param first - as in the forward pass, and so are `second`, `parameters` and `options`.
 * @param gradOutput - `[N, 2]`, dL/dz.
 * @returns gradients of the shapes of the parameters; 0 for tokens and positions that do not occur.
 */
export function classifyBackward(
  first: Tensor,
  second: Tensor,
  parameters: ClassifierParameters,
  gradOutput: Tensor,
  options: ClassifierOptions = {},
): ClassifierGradients {
  throw new NotStarted();
}

/**
 * The two numbers that GLUE reports for MRPC, where two of three pairs are paraphrases.
 *
 * `accuracy = (1/N) Σ_n 1[ŷ_n = y_n]`, `F1 = 2 TP / (2 TP + FP + FN)` of class 1, and 0 where that is 0 / 0
 *
 * Whoever always says "paraphrase" has the accuracy 2/3 and, since nothing is missed, F1 = 0.8.
 *
 * @param predictions - ŷ, `[N]`, each 0 or 1.
 * @param labels - y, `[N]`, 1 for a paraphrase, else 0.
 * @throws ShapeError - when the two are not `[N]` with the same N, or there are no examples.
 * @throws RangeError - when an entry is neither 0 nor 1.
 */
export function accuracyAndF1(predictions: Tensor, labels: Tensor): AccuracyAndF1 {
  throw new NotStarted();
}

/**
 * Fine-tuning: goes on from a pretrained encoder, with a new head, on few labelled pairs.
 *
 * How is up to you: how the head starts, the loss, the optimiser, the size of the batches, the learning rate of each part and when to
 * stop. It takes 8 seconds at most.
 *
 * @param pretrained - the encoder at the start, which is not changed; the one that counts has two layers of two heads, D = 16 and L = 3.
 * @param first - `[N, T]` tokens of the first sentences; 600 of three words.
 * @param second - `[N, S]` tokens of the second sentences.
 * @param labels - `[N]`, 1 where the second says the same as the first, else 0.
 * @param random - the source of all chance.
 * @param options.frozen - k, an integer in [0, number of layers].
 * @returns encoder and head, with which {@link classify} judges pairs like these. What is frozen is bit for bit as it was.
 * @throws RangeError - when there are not `frozen` layers.
 */
export function fineTune(
  pretrained: EncoderParameters,
  first: Tensor,
  second: Tensor,
  labels: Tensor,
  random: Random,
  { frozen = 0, ...options }: FineTuneOptions = {},
): ClassifierParameters {
  throw new NotStarted();
}
