import { arange, concatenate, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { embedding, embeddingBackward } from "#reference/11-recurrent-networks/embedding.ts";
import {
  decoderLayer,
  decoderLayerBackward,
  type DecoderLayerParameters,
} from "#reference/12-transformers/decoder-layer.ts";
import { encoderLayer, type EncoderLayerParameters } from "#reference/12-transformers/encoder-layer.ts";
import { layerStack } from "#reference/12-transformers/layer-stack.ts";
import { linear } from "#reference/12-transformers/linear.ts";
import { sinusoidalEncoding } from "#reference/12-transformers/positional-encoding.ts";
import { normalise, normaliseBackward } from "#reference/12-transformers/residual.ts";
import type {
  DecoderLayerCache,
  TransformerOptions,
  TransformerParameters,
} from "#reference/12-transformers/transformer.ts";
import { decodeStep, startDecoding, transformer, transformerBackward } from "#reference/12-transformers/transformer.ts";

type Module = typeof import("#reference/12-transformers/transformer.ts");
type Embed = (ids: Tensor, weight: Tensor) => Tensor;

const positionsOf = (ids: Tensor, weight: Tensor, start = 0): Tensor =>
  sinusoidalEncoding(arange(start, start + ids.shape[1]!), weight.shape[1]!);
const rootOf = (weight: Tensor): number => Math.sqrt(weight.shape[1]!);
const embed: Embed = (ids, weight) => embedding(ids, weight).mul(rootOf(weight)).add(positionsOf(ids, weight));

/** Where a forward pass departs from the right one. */
interface Changes {
  readonly embedSource?: Embed;
  readonly embedTarget?: Embed;
  readonly parameters?: (parameters: TransformerParameters) => TransformerParameters;
  readonly encoderMask?: (mask: Tensor | undefined) => Tensor | undefined;
  readonly memoryMask?: (mask: Tensor | undefined) => Tensor | undefined;
  readonly encoderCausal?: boolean;
  /** The memory that decoder layer `index` reads, of what the encoder layers wrote. */
  readonly memoryOf?: (written: readonly Tensor[], memory: Tensor, index: number) => Tensor;
  readonly output?: (top: Tensor, parameters: TransformerParameters) => Tensor;
}

function transformerWith(change: Changes): Pick<Module, "transformer"> {
  return {
    transformer: (sources, targets, given, { sourceMask, targetMask, ...options } = {}) => {
      const p = change.parameters?.(given) ?? given;
      const encoderMask = change.encoderMask ? change.encoderMask(sourceMask) : sourceMask;
      const memoryMask = change.memoryMask ? change.memoryMask(sourceMask) : sourceMask;
      const written = [(change.embedSource ?? embed)(sources, p.sourceEmbedding)];
      for (const layer of p.encoder) {
        const masks = { causal: change.encoderCausal ?? false, ...(encoderMask && { mask: encoderMask }) };
        written.push(encoderLayer(written.at(-1)!, layer, { ...options, ...masks }));
      }
      const memory = p.encoderNorm ? normalise(written.at(-1)!, p.encoderNorm) : written.at(-1)!;
      let x = (change.embedTarget ?? change.embedSource ?? embed)(targets, p.targetEmbedding);
      for (const [index, layer] of p.decoder.entries()) {
        const masks = { ...(targetMask && { mask: targetMask }), ...(memoryMask && { memoryMask }) };
        const read = change.memoryOf?.(written.slice(1), memory, index) ?? memory;
        x = decoderLayer(x, read, layer, { ...options, ...masks });
      }
      const top = p.decoderNorm ? normalise(x, p.decoderNorm) : x;
      return change.output?.(top, p) ?? linear(top, p.outputWeight, p.outputBias);
    },
  };
}

/** Where decoding departs from the right one: it works out everything again from embedded words that it keeps. */
interface DecodingChanges {
  readonly position?: (step: number) => number;
  /** Which of the embedded words are looked at, the new one being the last. */
  readonly keeps?: (words: readonly Tensor[]) => readonly Tensor[];
  readonly options?: (options: TransformerOptions) => TransformerOptions;
}

interface Kept {
  readonly memory: Tensor;
  readonly words: readonly Tensor[];
}

function decodingWith(change: DecodingChanges): Pick<Module, "startDecoding" | "decodeStep"> {
  return {
    startDecoding: (sources, p, options = {}) => {
      const memory = memoryOf(sources, p, change.options?.(options) ?? options);
      return [{ memory, words: [] }] as unknown as readonly DecoderLayerCache[];
    },
    decodeStep: (ids, p, cache, given = {}) => {
      const { sourceMask, targetMask: _, ...options } = change.options?.(given) ?? given;
      const { memory, words } = cache[0] as unknown as Kept;
      const column = ids.expandDims(1);
      const position = change.position?.(words.length) ?? words.length;
      const word = embedding(column, p.targetEmbedding)
        .mul(rootOf(p.targetEmbedding))
        .add(positionsOf(column, p.targetEmbedding, position));
      const all = change.keeps?.([...words, word]) ?? [...words, word];
      const masks = sourceMask ? { memoryMask: sourceMask } : {};
      const top = p.decoder.reduce(
        (x, layer) => decoderLayer(x, memory, layer, { ...options, ...masks }),
        concatenate(all, 1),
      );
      const last = top.slice(null, -1);
      const logits = linear(p.decoderNorm ? normalise(last, p.decoderNorm) : last, p.outputWeight, p.outputBias);
      return { logits, cache: [{ memory, words: all }] as unknown as readonly DecoderLayerCache[] };
    },
  };
}

function memoryOf(sources: Tensor, p: TransformerParameters, options: TransformerOptions): Tensor {
  const { sourceMask, targetMask: _, ...rest } = options;
  const masks = sourceMask ? { mask: sourceMask } : {};
  const top = p.encoder.reduce(
    (x, layer) => encoderLayer(x, layer, { ...rest, ...masks }),
    embed(sources, p.sourceEmbedding),
  );
  return p.encoderNorm ? normalise(top, p.encoderNorm) : top;
}

/** The right gradients, some of them changed. */
function gradientsChanged(
  change: (
    right: TransformerParameters,
    call: Parameters<Module["transformerBackward"]>,
  ) => Partial<TransformerParameters>,
): Pick<Module, "transformerBackward"> {
  return {
    transformerBackward: (...call) => {
      const right = transformerBackward(...call).gradParameters;
      return { gradParameters: { ...right, ...change(right, call) } };
    },
  };
}

/** The gradients of the encoder when the last decoder layer alone sends one to the memory. */
function throughLastLayer(...[sources, targets, p, gradOutput, given = {}]: Parameters<Module["transformerBackward"]>) {
  const { sourceMask, targetMask, ...options } = given;
  const decoderOptions = {
    ...options,
    ...(targetMask && { mask: targetMask }),
    ...(sourceMask && { memoryMask: sourceMask }),
  };
  const encoderOptions = { ...options, ...(sourceMask && { mask: sourceMask }) };
  const encoded = layerStack(embed(sources, p.sourceEmbedding), p.encoder, encoderOptions);
  const memory = memoryOf(sources, p, given);
  const last = p.decoder.at(-1)!;
  const state = p.decoder
    .slice(0, -1)
    .reduce((x, layer) => decoderLayer(x, memory, layer, decoderOptions), embed(targets, p.targetEmbedding));
  const top = decoderLayer(state, memory, last, decoderOptions);
  const gradTop = gradOutput.matmul(p.outputWeight);
  const gradState = p.decoderNorm ? normaliseBackward(top, p.decoderNorm, gradTop).gradInput : gradTop;
  const { gradMemory } = decoderLayerBackward(state, memory, last, gradState, decoderOptions);
  const closed = p.encoderNorm ? normaliseBackward(encoded.output, p.encoderNorm, gradMemory) : undefined;
  const below = encoded.backward(closed?.gradInput ?? gradMemory);
  const gradEmbedded = below.gradInput.mul(rootOf(p.sourceEmbedding));
  return {
    sourceEmbedding: embeddingBackward(sources, p.sourceEmbedding, gradEmbedded),
    encoder: below.gradLayers,
    ...(closed && { encoderNorm: closed.gradNorm }),
  };
}

/** What of all gradients lies on the encoder's side of the memory. */
const encoderSide = ({
  sourceEmbedding,
  encoder,
  encoderNorm,
}: Pick<TransformerParameters, "sourceEmbedding" | "encoder" | "encoderNorm">) => ({
  sourceEmbedding,
  encoder,
  ...(encoderNorm && { encoderNorm }),
});

/** Every tensor of a record or a list multiplied by a number. */
function times<Value>(value: Value, factor: number): Value {
  if (Array.isArray(value)) return value.map((entry: unknown) => times(entry, factor)) as Value;
  if (typeof (value as { mul?: unknown }).mul === "function") return (value as unknown as Tensor).mul(factor) as Value;
  const fields = Object.entries(value as object).map(([name, field]) => [name, times(field as unknown, factor)]);
  return Object.fromEntries(fields) as Value;
}

const without =
  (name: "sourceMask" | "targetMask" | "norm" | "heads" | "activation") =>
  ({ [name]: _, ...others }: TransformerOptions): TransformerOptions =>
    others;

const forwardWithOptions = (
  change: (options: TransformerOptions) => TransformerOptions,
): Pick<Module, "transformer"> => ({
  transformer: (sources, targets, parameters, options = {}) =>
    transformer(sources, targets, parameters, change(options)),
});

export default mistakes<Module>({
  "embeddings not scaled": {
    looksLike: "The embeddings are not multiplied by √D.",
    reread: "√D E[sources] + PE",
    ...transformerWith({ embedSource: (ids, weight) => embedding(ids, weight).add(positionsOf(ids, weight)) }),
  },
  "positions scaled too": {
    looksLike: "The positions are multiplied by √D together with the embeddings.",
    reread: "√D E[sources] + PE",
    ...transformerWith({
      embedSource: (ids, weight) => embedding(ids, weight).add(positionsOf(ids, weight)).mul(rootOf(weight)),
    }),
  },
  "no positions": {
    looksLike: "No positions are added: the encoder can't tell in which order the words stand.",
    reread: "√D E[sources] + PE",
    ...transformerWith({ embedSource: (ids, weight) => embedding(ids, weight).mul(rootOf(weight)) }),
  },
  "no positions in the decoder": {
    looksLike: "Positions are added to the sources and not to the targets.",
    reread: "decoder(√D E'[targets] + PE, memory)",
    ...transformerWith({
      embedSource: embed,
      embedTarget: (ids, weight) => embedding(ids, weight).mul(rootOf(weight)),
    }),
  },
  "targets counted from 1": {
    looksLike: "The first target stands at position 1.",
    reread: "PE: positions from 0 in both stacks",
    ...transformerWith({
      embedSource: embed,
      embedTarget: (ids, weight) =>
        embedding(ids, weight)
          .mul(rootOf(weight))
          .add(positionsOf(ids, weight, 1)),
    }),
  },
  "each decoder layer reads the encoder layer of its number": {
    looksLike: "Decoder layer i reads what encoder layer i wrote, not what the last one wrote.",
    reread: "every decoder layer reads the memory",
    ...transformerWith({
      memoryOf: (written, memory, index) => (index < written.length - 1 ? written[index]! : memory),
    }),
  },
  "memory without its norm": {
    looksLike: "The norm behind the encoder is left out.",
    reread: "encoderNorm: behind the last layer of the encoder",
    ...transformerWith({ parameters: ({ encoderNorm: _, ...rest }) => rest }),
  },
  "no norm behind the decoder": {
    looksLike: "The norm behind the decoder is left out.",
    reread: "decoderNorm: behind the last layer of the decoder",
    ...transformerWith({ parameters: ({ decoderNorm: _, ...rest }) => rest }),
  },
  "layers share the first one's parameters": {
    looksLike: "All layers of a stack have the parameters of the first.",
    reread: "stacks of layers, each with parameters of its own",
    ...transformerWith({
      parameters: (p) => ({
        ...p,
        encoder: p.encoder.map(() => p.encoder[0] as EncoderLayerParameters),
        decoder: p.decoder.map(() => p.decoder[0] as DecoderLayerParameters),
      }),
    }),
  },
  "last layers first": {
    looksLike: "The layers of both stacks are gone through from the last to the first.",
    reread: "each layer reads what the one below wrote",
    ...transformerWith({
      parameters: (p) => ({ ...p, encoder: p.encoder.toReversed(), decoder: p.decoder.toReversed() }),
    }),
  },
  "encoder causal": {
    looksLike: "The words of the source see only those before them.",
    reread: "only the decoder is causal",
    ...transformerWith({ encoderCausal: true }),
  },
  "source's mask forgotten in the decoder": {
    looksLike: "The cross-attention reads padding of the source; its mask reached the encoder alone.",
    reread: "sourceMask hides padding from the encoder and from the cross-attention",
    ...transformerWith({ memoryMask: () => undefined }),
  },
  "source's mask forgotten in the encoder": {
    looksLike: "The words of the source see padding; its mask reached the cross-attention alone.",
    reread: "sourceMask hides padding from the encoder and from the cross-attention",
    ...transformerWith({ encoderMask: () => undefined }),
  },
  "target's mask left out": {
    looksLike: "The option targetMask changes nothing.",
    reread: "targetMask: the same for the target",
    ...forwardWithOptions(without("targetMask")),
  },
  "always post-norm": {
    looksLike: "The option norm does not reach the layers.",
    reread: "norm: where layer normalisation stands in the layers",
    ...forwardWithOptions(without("norm")),
  },
  "one head": {
    looksLike: "The option heads does not reach the layers.",
    reread: "heads: how many heads share the D features",
    ...forwardWithOptions(without("heads")),
  },
  "probabilities for logits": {
    looksLike: "A softmax is taken at the end; the loss will take another.",
    reread: "z = h Wᵀ + b: logits",
    ...transformerWith({
      output: (top, p) => {
        const logits = linear(top, p.outputWeight, p.outputBias);
        const powers = logits.sub(logits.max(-1, { keepDims: true })).exp();
        return powers.div(powers.sum(-1, { keepDims: true }));
      },
    }),
  },
  "embedding in place of the last map": {
    looksLike: "The logits are products with the targets' embeddings; the last map has a weight of its own.",
    reread: "z = h Wᵀ + b",
    ...transformerWith({ output: (top, p) => linear(top, p.targetEmbedding, p.outputBias) }),
  },
  "every word at position 0": {
    looksLike: "Word by word, each new word is taken for the first.",
    reread: "PE of the position: as many words as were written before",
    ...decodingWith({ position: () => 0 }),
  },
  "positions one too far": {
    looksLike: "Word by word, the first word stands at position 1.",
    reread: "PE of the position: as many words as were written before",
    ...decodingWith({ position: (step) => step + 1 }),
  },
  "words forgotten": {
    looksLike: "Word by word, each word sees itself alone: what was written before is not kept.",
    reread: "a new word's query asks all words so far",
    ...decodingWith({ position: (step) => step, keeps: (words) => words.slice(-1) }),
  },
  "one word remembered": {
    looksLike: "Word by word, only the word before is kept, as in a recurrent network without a state.",
    reread: "a new word's query asks all words so far",
    ...decodingWith({ keeps: (words) => words.slice(-2) }),
  },
  "source's mask forgotten in decoding": {
    looksLike: "Word by word, padding of the source is read.",
    reread: "sourceMask hides padding from the encoder and from the cross-attention",
    ...decodingWith({ options: without("sourceMask") }),
  },
  "cache pushed into": {
    looksLike: "A step adds its word to the cache that it was given, so a second word from there comes too late.",
    reread: "cache: it is not changed",
    decodeStep: (words, parameters, cache, options) => {
      const step = decodeStep(words, parameters, cache, options);
      step.cache.forEach((layer, index) => Object.assign(cache[index]!, layer));
      return step;
    },
  },
  "memory of the first layer for all": {
    looksLike: "All decoder layers read the memory through the keys and values of the first.",
    reread: "for each decoder layer the keys and values of the memory",
    startDecoding: (sources, parameters, options) => {
      const right = startDecoding(sources, parameters, options);
      return right.map(() => right[0]!);
    },
  },
  "last decoder layer's gradient alone to the encoder": {
    looksLike: "The encoder gets the memory's gradient from one decoder layer, not the sum over all.",
    reread: "dL/dmemory is the sum over all decoder layers",
    ...gradientsChanged((_, call) => encoderSide(throughLastLayer(...call))),
  },
  "no gradient for the encoder": {
    looksLike: "The encoder and the sources' embedding have no gradient, as if the memory were given.",
    reread: "dL/dmemory is what the encoder starts from",
    ...gradientsChanged((right) => times(encoderSide(right), 0)),
  },
  "embeddings' gradients not scaled": {
    looksLike: "The gradients of the embeddings lack the factor √D.",
    reread: "√D E[sources]",
    ...gradientsChanged(({ sourceEmbedding, targetEmbedding }) => ({
      sourceEmbedding: sourceEmbedding.div(rootOf(sourceEmbedding)),
      targetEmbedding: targetEmbedding.div(rootOf(targetEmbedding)),
    })),
  },
  "gradients of repeated words averaged": {
    looksLike: "A word that stands in several places gets the average of their gradients, not the sum.",
    reread: "each place that looked a word up adds to its row",
    ...gradientsChanged(({ sourceEmbedding, targetEmbedding }, [sources, targets]) => {
      const mean = (ids: Tensor, gradient: Tensor): Tensor => {
        const ones = ids.expandDims(-1).mul(0).add(1);
        return gradient.div(embeddingBackward(ids, gradient.slice(null, [0, 1]), ones).maximum(1));
      };
      return { sourceEmbedding: mean(sources, sourceEmbedding), targetEmbedding: mean(targets, targetEmbedding) };
    }),
  },
  "gradients averaged over the batch": {
    looksLike: "All gradients are divided by the number of sequences.",
    reread: "gradOutput is dL/dz already: sums over the batch",
    ...gradientsChanged((right, [sources]) => times(right, 1 / sources.shape[0]!)),
  },
});
