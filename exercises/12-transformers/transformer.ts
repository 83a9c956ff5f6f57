import { NotStarted, type Tensor } from "#tensor";

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

/** One layer of the encoder. */
export interface EncoderLayerParameters {
  readonly attention: AttentionParameters;
  readonly attentionNorm: NormParameters;
  readonly feedForward: FeedForwardParameters;
  readonly feedForwardNorm: NormParameters;
}

/** One layer of the decoder. */
export interface DecoderLayerParameters extends EncoderLayerParameters {
  readonly crossAttention: AttentionParameters;
  readonly crossAttentionNorm: NormParameters;
}

export interface TransformerParameters {
  /** `[V, D]`, a row for each word of the source language. */
  readonly sourceEmbedding: Tensor;
  /** `[W, D]`, a row for each word of the target language. */
  readonly targetEmbedding: Tensor;
  readonly encoder: readonly EncoderLayerParameters[];
  readonly decoder: readonly DecoderLayerParameters[];
  /** Behind the last layer of the encoder; none when left out. */
  readonly encoderNorm?: NormParameters;
  /** The same for the decoder. */
  readonly decoderNorm?: NormParameters;
  /** `[W, D]`, from features to a logit for each word. */
  readonly outputWeight: Tensor;
  /** `[W]`. */
  readonly outputBias: Tensor;
}

export interface TransformerOptions {
  /** How many heads share the D features; 1 when left out. */
  readonly heads?: number;
  /** Where layer normalisation stands in the layers, `"post"` when left out. */
  readonly norm?: "post" | "pre";
  /** What the hidden units do, `"relu"` when left out; `"gelu"` is the exact one. */
  readonly activation?: "relu" | "gelu";
  /** `[N, S]`, 1 for words of the source, 0 for padding; all are words when left out. */
  readonly sourceMask?: Tensor;
  /** `[N, T]`, the same for the target. */
  readonly targetMask?: Tensor;
}

export interface TransformerGradients {
  readonly gradParameters: TransformerParameters;
}

/** Of some positions, split into heads: each `[N, heads, positions, D / heads]`. */
export interface KeysAndValues {
  readonly keys: Tensor;
  readonly values: Tensor;
}

/** What a decoder layer keeps between two words. */
export interface DecoderLayerCache {
  /** Of the words so far; none before the first. */
  readonly words?: KeysAndValues;
  /** Of the memory. */
  readonly memory: KeysAndValues;
}

export interface DecodingStep {
  /** `[N, W]`. */
  readonly logits: Tensor;
  /** One for each layer, for the next step. */
  readonly cache: readonly DecoderLayerCache[];
}

/**
 * The Transformer: reads a source, and says for each target word which one is to follow.
 *
 * `memory = encoder(√D E[sources] + PE)`, `h = decoder(√D E'[targets] + PE, memory)`, `z = h Wᵀ + b`
 *
 * PE are sinusoidal encodings, sines in the even columns. You may bring along what you wrote in earlier exercises.
 *
 * @param sources - `[N, S]` ids, integers in [0, V).
 * @param targets - `[N, T]` ids, integers in [0, W); in training a start token and all words but the last.
 * @param parameters - of both stacks, the embeddings, and the last map.
 * @param options - `sourceMask` hides padding from the encoder and from the cross-attention of the decoder.
 * @returns `[N, T, W]` z, logits of the word behind each target.
 */
export function transformer(
  sources: Tensor,
  targets: Tensor,
  parameters: TransformerParameters,
  options: TransformerOptions = {},
): Tensor {
  throw new NotStarted();
}

/**
 * Gradients of a loss with respect to all parameters of {@link transformer}.
 *
 * @param sources - `[N, S]`, as in the forward pass, and so are `targets`, `parameters` and `options`.
 * @param gradOutput - `[N, T, W]`, dL/dz.
 * @returns gradients of the shapes of the parameters.
 */
export function transformerBackward(
  sources: Tensor,
  targets: Tensor,
  parameters: TransformerParameters,
  gradOutput: Tensor,
  options: TransformerOptions = {},
): TransformerGradients {
  throw new NotStarted();
}

/**
 * Reads the source, once for all words that are to be written: the cache before the first {@link decodeStep}.
 *
 * @param sources - `[N, S]` ids.
 * @param parameters - as in {@link transformer}, and so are `options`.
 * @returns what each decoder layer keeps of the memory.
 */
export function startDecoding(
  sources: Tensor,
  parameters: TransformerParameters,
  options: TransformerOptions = {},
): readonly DecoderLayerCache[] {
  throw new NotStarted();
}

/**
 * One word further: what {@link transformer} says behind the last of the words so far, for the work of one position.
 *
 * @param words - `[N]` ids, the new word of each sequence.
 * @param parameters - as in {@link transformer}, and so are `options`; words that were written are never padding.
 * @param cache - from {@link startDecoding} or the step before; it is not changed.
 * @returns `[N, W]` logits of the word that follows, and the cache for the next step.
 */
export function decodeStep(
  words: Tensor,
  parameters: TransformerParameters,
  cache: readonly DecoderLayerCache[],
  options: TransformerOptions = {},
): DecodingStep {
  throw new NotStarted();
}
