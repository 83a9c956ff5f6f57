import { arange, concatenate, type Tensor } from "#tensor";
import type { Pass } from "#reference/07-backprop/pass.ts";
import { embedding, embeddingBackward } from "#reference/11-recurrent-networks/embedding.ts";
import {
  decoderLayer,
  decoderLayerPass,
  type DecoderLayerGradients,
  type DecoderLayerOptions,
  type DecoderLayerParameters,
} from "#reference/12-transformers/decoder-layer.ts";
import type { EncoderLayerOptions, EncoderLayerParameters } from "#reference/12-transformers/encoder-layer.ts";
import { feedForward, type FeedForwardOptions } from "#reference/12-transformers/feed-forward.ts";
import { mergeHeads, splitHeads } from "#reference/12-transformers/heads.ts";
import { layerStack } from "#reference/12-transformers/layer-stack.ts";
import { linear, linearBackward } from "#reference/12-transformers/linear.ts";
import type { AttentionParameters } from "#reference/12-transformers/multi-head-attention.ts";
import { sinusoidalEncoding } from "#reference/12-transformers/positional-encoding.ts";
import {
  normalise,
  normaliseBackward,
  type NormParameters,
  type NormPlace,
} from "#reference/12-transformers/residual.ts";
import { scaledDotProductAttention } from "#reference/12-transformers/scaled-dot-product-attention.ts";

export interface TransformerParameters {
  /** `[V, D]`, a row for each word of the source language. */
  readonly sourceEmbedding: Tensor;
  /** `[W, D]`, a row for each word of the target language. */
  readonly targetEmbedding: Tensor;
  readonly encoder: readonly EncoderLayerParameters[];
  readonly decoder: readonly DecoderLayerParameters[];
  /** Behind the last layer of the encoder; none when left out. Pre-norm needs one, post-norm has one in its last layer. */
  readonly encoderNorm?: NormParameters;
  /** The same for the decoder. */
  readonly decoderNorm?: NormParameters;
  /** `[W, D]`, from features to a logit for each word. */
  readonly outputWeight: Tensor;
  /** `[W]`. */
  readonly outputBias: Tensor;
}

export interface TransformerOptions extends FeedForwardOptions {
  /** How many heads share the D features; 1 when left out. */
  readonly heads?: number;
  /** Where layer normalisation stands in the layers, `"post"` when left out. */
  readonly norm?: NormPlace;
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
  /** Of the memory, always the same. */
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
 * Encoder and decoder are stacks of layers, each reading what the one below wrote; every decoder layer reads the memory,
 * which is what the last encoder layer wrote. PE are sinusoidal encodings. z_t depends on the targets 0 to t alone.
 *
 * @param sources - `[N, S]` ids, integers in [0, V).
 * @param targets - `[N, T]` ids, integers in [0, W); in training a start token and all words but the last.
 * @param parameters - of both stacks, the embeddings, and the last map.
 * @param options - `sourceMask` hides padding from the encoder and from the cross-attention of the decoder.
 * @returns `[N, T, W]` z, logits of the word behind each target.
 * @throws RangeError - when an id is not in its range, or D is odd or no multiple of heads.
 * @throws ShapeError - when a mask does not have the shape of its ids.
 * @example
 * const [sourceEmbedding, outputWeight] = [eye(2), tensor([[1, 1], [0, 1]])];
 * const stacks = { encoder: [], decoder: [] };
 * const parameters = { ...stacks, sourceEmbedding, targetEmbedding: zeros([1, 2]), outputWeight, outputBias: tensor([5, 7]) };
 * transformer(tensor([[0]]), tensor([[0]]), parameters) // => [[[6, 8]]]
 * @see Vaswani et al., Attention is all you need (2017), section 3. There the two embeddings and W are one matrix, the norms
 *   behind the stacks are missing, and dropout stands behind each sublayer.
 */
export function transformer(
  sources: Tensor,
  targets: Tensor,
  parameters: TransformerParameters,
  options: TransformerOptions = {},
): Tensor {
  const memory = encode(sources, parameters, options);
  const embedded = embed(targets, parameters.targetEmbedding);
  const top = parameters.decoder.reduce(
    (x, layer) => decoderLayer(x, memory, layer, decoderOptions(options)),
    embedded,
  );
  return linear(finish(top, parameters.decoderNorm), parameters.outputWeight, parameters.outputBias);
}

/**
 * Gradients of a loss with respect to all parameters of {@link transformer}.
 *
 * The way of the forward pass in reverse: the last map, the decoder from its last layer down, then the encoder. Every decoder
 * layer read the memory, so `dL/dmemory` is the sum over all of them, and it is what the encoder starts from.
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
  const { sourceEmbedding, targetEmbedding, encoder, decoder, encoderNorm, decoderNorm, outputWeight } = parameters;
  const encoded = layerStack(embed(sources, sourceEmbedding), encoder, encoderOptions(options));
  const memory = finish(encoded.output, encoderNorm);
  const decoded: Pass<DecoderLayerGradients>[] = [];
  let top = embed(targets, targetEmbedding);
  for (const layer of decoder) {
    const pass = decoderLayerPass(top, memory, layer, decoderOptions(options));
    decoded.push(pass);
    top = pass.output;
  }

  const output = linearBackward(finish(top, decoderNorm), outputWeight, gradOutput);
  const fromTop = finishBackward(top, decoderNorm, output.gradInput);
  let gradState = fromTop.gradInput;
  let gradMemory = memory.mul(0);
  const gradLayers = decoded.toReversed().map((pass) => {
    const gradients = pass.backward(gradState);
    gradState = gradients.gradInput;
    gradMemory = gradMemory.add(gradients.gradMemory);
    return gradients.gradParameters;
  });

  const fromMemory = finishBackward(encoded.output, encoderNorm, gradMemory);
  const below = encoded.backward(fromMemory.gradInput);
  return {
    gradParameters: {
      sourceEmbedding: embedBackward(sources, sourceEmbedding, below.gradInput),
      targetEmbedding: embedBackward(targets, targetEmbedding, gradState),
      encoder: below.gradLayers,
      decoder: gradLayers.toReversed(),
      ...(fromMemory.gradNorm && { encoderNorm: fromMemory.gradNorm }),
      ...(fromTop.gradNorm && { decoderNorm: fromTop.gradNorm }),
      outputWeight: output.gradWeight,
      outputBias: output.gradBias,
    },
  };
}

/**
 * Reads the source, once for all words that are to be written: the cache before the first {@link decodeStep}.
 *
 * @param sources - `[N, S]` ids.
 * @param parameters - as in {@link transformer}, and so are `options`.
 * @returns for each decoder layer the keys and values of the memory.
 */
export function startDecoding(
  sources: Tensor,
  parameters: TransformerParameters,
  options: TransformerOptions = {},
): readonly DecoderLayerCache[] {
  const memory = encode(sources, parameters, options);
  return parameters.decoder.map(({ crossAttention }) => ({
    memory: keysAndValues(memory, crossAttention, options.heads),
  }));
}

/**
 * One word further: what {@link transformer} says behind the last of the words so far, for the work of one position.
 *
 * In a causal decoder nothing that stands changes when a word is added. So the keys and values of the words so far are kept, the
 * new word adds its own, and its one query asks all of them.
 *
 * @param words - `[N]` ids, the new word of each sequence.
 * @param parameters - as in {@link transformer}, and so are `options`; words that were written are never padding.
 * @param cache - from {@link startDecoding} or the step before; it is not changed, so a search can go on from it twice.
 * @returns `[N, W]` logits of the word that follows, and the cache for the next step.
 */
export function decodeStep(
  words: Tensor,
  parameters: TransformerParameters,
  cache: readonly DecoderLayerCache[],
  options: TransformerOptions = {},
): DecodingStep {
  const position = cache[0]!.words?.keys.shape[2] ?? 0;
  let state = embed(words.expandDims(1), parameters.targetEmbedding, position); // [N, 1, D]
  const longer = parameters.decoder.map((layer, index) => {
    const step = layerStep(state, layer, cache[index]!, options);
    state = step.state;
    return step.cache;
  });
  const top = finish(state, parameters.decoderNorm).squeeze(1);
  return { logits: linear(top, parameters.outputWeight, parameters.outputBias), cache: longer };
}

function encode(sources: Tensor, parameters: TransformerParameters, options: TransformerOptions): Tensor {
  const read = embed(sources, parameters.sourceEmbedding);
  return finish(layerStack(read, parameters.encoder, encoderOptions(options)).output, parameters.encoderNorm);
}

/** √D makes the words as large as the positions that are added, when their features have a variance of 1/D. */
function embed(ids: Tensor, weight: Tensor, start = 0): Tensor {
  const features = weight.shape[1]!;
  const positions = arange(start, start + ids.shape[1]!);
  return embedding(ids, weight).mul(Math.sqrt(features)).add(sinusoidalEncoding(positions, features));
}

function embedBackward(ids: Tensor, weight: Tensor, gradOutput: Tensor): Tensor {
  return embeddingBackward(ids, weight, gradOutput.mul(Math.sqrt(weight.shape[1]!)));
}

function finish(top: Tensor, norm: NormParameters | undefined): Tensor {
  return norm ? normalise(top, norm) : top;
}

function finishBackward(top: Tensor, norm: NormParameters | undefined, gradOutput: Tensor) {
  return norm ? normaliseBackward(top, norm, gradOutput) : { gradInput: gradOutput, gradNorm: undefined };
}

function encoderOptions({ sourceMask, targetMask: _, ...options }: TransformerOptions): EncoderLayerOptions {
  return { ...options, ...(sourceMask && { mask: sourceMask }) };
}

function decoderOptions({ sourceMask, targetMask, ...options }: TransformerOptions): DecoderLayerOptions {
  return { ...options, ...(targetMask && { mask: targetMask }), ...(sourceMask && { memoryMask: sourceMask }) };
}

/** A decoder layer for one position, `[N, 1, D]`. */
function layerStep(x: Tensor, layer: DecoderLayerParameters, past: DecoderLayerCache, options: TransformerOptions) {
  const { heads, norm = "post", sourceMask } = options;
  const heard = norm === "pre" ? normalise(x, layer.attentionNorm) : x;
  const words = append(past.words, keysAndValues(heard, layer.attention, heads));
  const own = (query: Tensor) => ask(query, words, layer.attention);
  const cross = (query: Tensor) => ask(query, past.memory, layer.crossAttention, sourceMask);
  const attended = around(x, own, layer.attentionNorm, norm);
  const informed = around(attended, cross, layer.crossAttentionNorm, norm);
  const network = (y: Tensor) => feedForward(y, layer.feedForward, options);
  const state = around(informed, network, layer.feedForwardNorm, norm);
  return { state, cache: { words, memory: past.memory } };
}

/** A residual connection that nobody goes back through. */
function around(x: Tensor, f: (x: Tensor) => Tensor, norm: NormParameters, place: NormPlace): Tensor {
  return place === "post" ? normalise(x.add(f(x)), norm) : x.add(f(normalise(x, norm)));
}

function keysAndValues(x: Tensor, parameters: AttentionParameters, heads = 1): KeysAndValues {
  const { weightKey, biasKey, weightValue, biasValue } = parameters;
  const keys = splitHeads(linear(x, weightKey, biasKey), heads);
  return { keys, values: splitHeads(linear(x, weightValue, biasValue), heads) };
}

function append(past: KeysAndValues | undefined, { keys, values }: KeysAndValues): KeysAndValues {
  return past
    ? { keys: concatenate([past.keys, keys], 2), values: concatenate([past.values, values], 2) }
    : { keys, values };
}

/** Multi-head attention of one query to keys and values that are there already. */
function ask(query: Tensor, { keys, values }: KeysAndValues, parameters: AttentionParameters, mask?: Tensor): Tensor {
  const { weightQuery, biasQuery, weightOutput, biasOutput } = parameters;
  const [batch, heads, sources] = keys.shape as readonly [number, number, number];
  const Q = splitHeads(linear(query, weightQuery, biasQuery), heads); // [N, heads, 1, d]
  const seen = mask ? { mask: mask.reshape([batch, 1, 1, sources]) } : {};
  return linear(mergeHeads(scaledDotProductAttention(Q, keys, values, seen)), weightOutput, biasOutput);
}
