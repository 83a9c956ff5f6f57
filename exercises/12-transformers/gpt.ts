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

export interface GptParameters {
  /** `[V, D]` E, a row for each token; it also turns features into scores. */
  readonly tokenEmbedding: Tensor;
  /** `[L, D]` P, a row for each position that a text may have. */
  readonly positionEmbedding: Tensor;
  readonly layers: readonly EncoderLayerParameters[];
  readonly finalNorm: NormParameters;
}

export interface GptOptions {
  /** How many heads the attention of each layer has; 1 when left out. */
  readonly heads?: number;
}

export interface GptGradients {
  readonly gradParameters: GptParameters;
}

/** What one layer remembers of t tokens: their keys and values, each `[N, heads, t, D / heads]`. */
export interface LayerCache {
  readonly keys: Tensor;
  readonly values: Tensor;
}

export interface GptStep {
  /** `[N, S, V]`, scores behind each of the new tokens. */
  readonly logits: Tensor;
  /** For each layer the keys and values of all tokens so far. */
  readonly cache: readonly LayerCache[];
}

export interface GenerateOptions extends GptOptions {
  /** Above 1 for more surprising text, below 1 for safer text; 1 when left out. */
  readonly temperature?: number;
}

/**
 * A decoder-only Transformer: at every position it says how likely each token is to come next.
 *
 * `x_t = E[token_t] + P[t]`, through all layers, then `z_t = norm(x_t) Eᵀ`
 *
 * The layers are pre-norm with GELU and causal, so z_t depends on the tokens 0 to t alone.
 *
 * @param tokens - `[N, T]` ids, integers in [0, V).
 * @param parameters - E, P, the layers and the last norm.
 * @returns `[N, T, V]` z, the logits of the tokens 1 to T.
 * @throws RangeError - when a token is not in [0, V), or T is above L.
 * @see Radford et al., Language models are unsupervised multitask learners (2019), section 2.3; E is tied to the output as in
 *   Press & Wolf, Using the output embedding to improve language models (2017).
 */
export function gpt(tokens: Tensor, parameters: GptParameters, { heads = 1 }: GptOptions = {}): Tensor {
  throw new NotStarted();
}

/**
 * Gradients of a loss with respect to all parameters of {@link gpt}.
 *
 * E is used twice, once to look up tokens and once to score them.
 *
 * @param tokens - `[N, T]`, as in the forward pass, and so are `parameters` and `options`.
 * @param gradOutput - `[N, T, V]`, dL/dz.
 * @returns gradients of the shapes of the parameters; 0 in the rows of P from T on.
 */
export function gptBackward(
  tokens: Tensor,
  parameters: GptParameters,
  gradOutput: Tensor,
  { heads = 1 }: GptOptions = {},
): GptGradients {
  throw new NotStarted();
}

/**
 * Next-token loss: how surprised the model is by each token, given those before it.
 *
 * `L = −(1 / N(T−1)) Σ_n Σ_{t<T−1} log softmax(z_nt)[token_{n,t+1}]`
 *
 * The first token has nothing before it and is not predicted. `exp(L)` is the perplexity.
 *
 * @param tokens - `[N, T]`, T at least 2.
 * @returns `[]`, in nats per token.
 * @throws RangeError - as {@link gpt} does, and when T is below 2.
 */
export function gptLoss(tokens: Tensor, parameters: GptParameters, { heads = 1 }: GptOptions = {}): Tensor {
  throw new NotStarted();
}

/**
 * Gradients of {@link gptLoss}: from the scores back to all parameters.
 *
 * @param tokens - `[N, T]`, as in the forward pass, and so are `parameters` and `options`.
 * @param gradOutput - `[]`, the gradient with respect to the loss.
 * @returns gradients of the shapes of the parameters.
 */
export function gptLossBackward(
  tokens: Tensor,
  parameters: GptParameters,
  gradOutput: Tensor,
  { heads = 1 }: GptOptions = {},
): GptGradients {
  throw new NotStarted();
}

/**
 * The same as {@link gpt} for a text that goes on: only the new tokens are worked out, what came before is in the cache.
 *
 * Keys and values of a token depend on the tokens up to it alone, so they never change again. A new token at position t brings its
 * own key and value, and asks all t + 1. For T tokens one by one that is T rows of attention, instead of 1 + 2 + … + T.
 *
 * @param tokens - `[N, S]` new tokens, at the positions behind those in the cache.
 * @param parameters - as in {@link gpt}.
 * @param cache - what the last step gave back; `[]` at the start of a text.
 * @returns logits behind the new tokens, and the longer cache; the old one stays as it is.
 * @throws RangeError - when a token is not in [0, V), or the text becomes longer than L.
 * @see Shazeer, Fast Transformer decoding (2019), section 2.4, on what a cache costs and saves.
 */
export function gptStep(
  tokens: Tensor,
  parameters: GptParameters,
  cache: readonly LayerCache[],
  { heads = 1 }: GptOptions = {},
): GptStep {
  throw new NotStarted();
}

/**
 * Writes on: draws one token after the other from the model's own distribution.
 *
 * `token_{t+1} ~ softmax(z_t / τ)`, t the last position so far
 *
 * @param prompt - `[N, T]`, T at least 1.
 * @param count - how many tokens are added.
 * @param random - the source of all chance.
 * @param options.temperature - τ, above 0.
 * @returns `[N, T + count]`, the prompt and what follows, every text by itself.
 * @throws RangeError - as {@link gptStep} does, and when τ is not above 0.
 */
export function generate(
  prompt: Tensor,
  parameters: GptParameters,
  count: number,
  random: Random,
  { temperature = 1, heads = 1 }: GenerateOptions = {},
): Tensor {
  throw new NotStarted();
}
