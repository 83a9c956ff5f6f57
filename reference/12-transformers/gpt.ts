import { arange, concatenate, type Random, type Tensor } from "#tensor";
import { sparseCrossEntropy, sparseCrossEntropyBackward } from "#reference/03-losses/sparse-cross-entropy.ts";
import type { Pass } from "#reference/07-backprop/pass.ts";
import { embedding, embeddingBackward } from "#reference/11-recurrent-networks/embedding.ts";
import { sample } from "#reference/11-recurrent-networks/sampling.ts";
import type { EncoderLayerOptions, EncoderLayerParameters } from "#reference/12-transformers/encoder-layer.ts";
import { mergeHeads, splitHeads } from "#reference/12-transformers/heads.ts";
import { layerStack } from "#reference/12-transformers/layer-stack.ts";
import { linear, linearBackward } from "#reference/12-transformers/linear.ts";
import { normalise, normaliseBackward, residual, type NormParameters } from "#reference/12-transformers/residual.ts";
import { scaledDotProductAttention } from "#reference/12-transformers/scaled-dot-product-attention.ts";
import { positionWise } from "#reference/12-transformers/sublayers.ts";

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
 * @example
 * const finalNorm = { gamma: zeros([2]), beta: tensor([0, 1]) };
 * const parameters = { tokenEmbedding: tensor([[3, 0], [0, 5]]), positionEmbedding: zeros([1, 2]), layers: [], finalNorm };
 * gpt(tensor([[0]]), parameters) // => [[[0, 5]]]
 * @see Radford et al., Language models are unsupervised multitask learners (2019), section 2.3; E is tied to the output as in
 *   Press & Wolf, Using the output embedding to improve language models (2017).
 */
export function gpt(tokens: Tensor, parameters: GptParameters, options: GptOptions = {}): Tensor {
  return gptPass(tokens, parameters, options).output;
}

/**
 * Gradients of a loss with respect to all parameters of {@link gpt}.
 *
 * Back through the scores, the last norm and the layers to the embeddings:
 * `dL/dE = Σ_t (dL/dz_t)ᵀ norm(x_t)`, and in row v also `Σ dL/dx_t` over all t with token v; `dL/dP[t] = Σ_n dL/dx_nt`
 *
 * @param tokens - `[N, T]`, as in the forward pass, and so are `parameters` and `options`.
 * @param gradOutput - `[N, T, V]`, dL/dz.
 * @returns gradients of the shapes of the parameters; 0 in the rows of P from T on.
 */
export function gptBackward(
  tokens: Tensor,
  parameters: GptParameters,
  gradOutput: Tensor,
  options: GptOptions = {},
): GptGradients {
  return gptPass(tokens, parameters, options).backward(gradOutput);
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
 * @example
 * const [finalNorm, positionEmbedding] = [{ gamma: zeros([2]), beta: tensor([0, 1]) }, zeros([2, 2])];
 * const parameters = { tokenEmbedding: tensor([[3, 0], [0, Math.log(3)]]), positionEmbedding, layers: [], finalNorm };
 * gptLoss(tensor([[0, 0]]), parameters) // => Math.log(4)
 */
export function gptLoss(tokens: Tensor, parameters: GptParameters, options: GptOptions = {}): Tensor {
  const { given, next } = shifted(tokens);
  return sparseCrossEntropy(inRows(gpt(given, parameters, options)), next.flatten());
}

/**
 * Gradients of {@link gptLoss}: softmax minus the one-hot next token, divided by N(T−1), back through {@link gptBackward}.
 *
 * @param tokens - `[N, T]`, as in the forward pass, and so are `parameters` and `options`.
 * @param gradOutput - `[]`, the gradient with respect to the loss.
 * @returns gradients of the shapes of the parameters.
 */
export function gptLossBackward(
  tokens: Tensor,
  parameters: GptParameters,
  gradOutput: Tensor,
  options: GptOptions = {},
): GptGradients {
  const { given, next } = shifted(tokens);
  const { output: logits, backward } = gptPass(given, parameters, options);
  const gradLogits = sparseCrossEntropyBackward(inRows(logits), next.flatten(), gradOutput);
  return backward(gradLogits.reshape(logits.shape));
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
  let x = embed(tokens, parameters, cache[0]?.keys.shape[2]);
  const longer = parameters.layers.map((layer, index) => {
    const step = layerStep(x, layer, cache[index], heads);
    x = step.output;
    return step.cache;
  });
  return { logits: linear(normalise(x, parameters.finalNorm), parameters.tokenEmbedding), cache: longer };
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
 * @example
 * const finalNorm = { gamma: zeros([2]), beta: tensor([0, 1]) };
 * const parameters = { tokenEmbedding: tensor([[3, 0], [0, 999]]), positionEmbedding: zeros([4, 2]), layers: [], finalNorm };
 * generate(tensor([[0]]), parameters, 2, new Random(1)) // => [[0, 1, 1]]
 */
export function generate(
  prompt: Tensor,
  parameters: GptParameters,
  count: number,
  random: Random,
  { temperature = 1, ...options }: GenerateOptions = {},
): Tensor {
  const written = [prompt];
  let cache: readonly LayerCache[] = [];
  for (let n = 0; n < count; n++) {
    const step = gptStep(written.at(-1)!, parameters, cache, options);
    cache = step.cache;
    written.push(sample(step.logits.slice(null, -1), random, { temperature }).expandDims(1));
  }
  return concatenate(written, 1);
}

/** {@link gpt} and {@link gptBackward} in one. */
function gptPass(tokens: Tensor, parameters: GptParameters, options: GptOptions): Pass<GptGradients> {
  const { tokenEmbedding, positionEmbedding, layers, finalNorm } = parameters;
  const { output: top, backward } = layerStack(embed(tokens, parameters), layers, layerOptions(options));
  const normalised = normalise(top, finalNorm);
  return {
    output: linear(normalised, tokenEmbedding),
    backward: (gradOutput) => {
      const output = linearBackward(normalised, tokenEmbedding, gradOutput);
      const { gradInput: gradTop, gradNorm } = normaliseBackward(top, finalNorm, output.gradInput);
      const { gradInput, gradLayers } = backward(gradTop);
      const unused = positionEmbedding.shape[0]! - tokens.shape[1]!;
      return {
        gradParameters: {
          tokenEmbedding: embeddingBackward(tokens, tokenEmbedding, gradInput).add(output.gradWeight),
          positionEmbedding: gradInput.sum(0).pad([
            [0, unused],
            [0, 0],
          ]),
          layers: gradLayers,
          finalNorm: gradNorm,
        },
      };
    },
  };
}

const layerOptions = ({ heads = 1 }: GptOptions): EncoderLayerOptions => ({
  heads,
  causal: true,
  norm: "pre",
  activation: "gelu",
});

/** Tokens and their positions, counted from `start`. */
function embed(tokens: Tensor, { tokenEmbedding, positionEmbedding }: GptParameters, start = 0): Tensor {
  const end = start + tokens.shape[1]!;
  const longest = positionEmbedding.shape[0]!;
  if (end > longest) {
    throw new RangeError(
      `gpt: the text has ${end} tokens, expected at most ${longest}. Each position needs its embedding.`,
    );
  }
  return embedding(tokens, tokenEmbedding).add(positionEmbedding.slice([start, end]));
}

/** A causal pre-norm layer, for new positions alone. */
function layerStep(x: Tensor, layer: EncoderLayerParameters, past: LayerCache | undefined, heads: number) {
  const { weightQuery, biasQuery, weightKey, biasKey, weightValue, biasValue, ...output } = layer.attention;
  const normalised = normalise(x, layer.attentionNorm);
  const Q = splitHeads(linear(normalised, weightQuery, biasQuery), heads); // [N, heads, S, d]
  const ownKeys = splitHeads(linear(normalised, weightKey, biasKey), heads);
  const ownValues = splitHeads(linear(normalised, weightValue, biasValue), heads);
  const keys = past ? concatenate([past.keys, ownKeys], 2) : ownKeys; // [N, heads, t + S, d]
  const values = past ? concatenate([past.values, ownValues], 2) : ownValues;
  const [added, all] = [Q.shape[2]!, keys.shape[2]!];
  const mask = arange(all).lessEqual(arange(all - added, all).expandDims(1)); // [S, t + S]
  const heard = mergeHeads(scaledDotProductAttention(Q, keys, values, { mask: mask.reshape([1, 1, added, all]) }));
  const attended = x.add(linear(heard, output.weightOutput, output.biasOutput));
  const network = positionWise(layer.feedForward, { activation: "gelu" });
  return { output: residual(attended, network, layer.feedForwardNorm, "pre").output, cache: { keys, values } };
}

/** What is read, and for each of its positions what comes next. */
function shifted(tokens: Tensor) {
  const length = tokens.shape[1]!;
  if (length < 2) {
    throw new RangeError(`gptLoss: the text has ${length} token, expected at least 2. The first one is not predicted.`);
  }
  return { given: tokens.slice(null, [0, -1]), next: tokens.slice(null, [1, null]) };
}

/** [N, T, V] -> [N·T, V] */
const inRows = (logits: Tensor): Tensor => logits.reshape([-1, logits.shape[2]!]);
