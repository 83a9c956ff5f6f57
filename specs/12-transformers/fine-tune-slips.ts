// What the known mistakes of fine-tune are made of: each part with places where it can be other than it should be.

import { arange, tensor, where, zeros, type Random, type Tensor } from "#tensor";
import { sparseCrossEntropyBackward } from "#reference/03-losses/sparse-cross-entropy.ts";
import { Adam } from "#reference/08-optimisers/adam.ts";
import { embeddingBackward } from "#reference/11-recurrent-networks/embedding.ts";
import type { EncoderLayerOptions } from "#reference/12-transformers/encoder-layer.ts";
import {
  accuracyAndF1,
  classify,
  classifyBackward,
  fineTune,
  type ClassifierParameters,
  type EncoderParameters,
} from "#reference/12-transformers/fine-tune.ts";
import { layerStack } from "#reference/12-transformers/layer-stack.ts";
import { listToParameters, parametersToList } from "#reference/12-transformers/parameter-list.ts";

export type Module = typeof import("#reference/12-transformers/fine-tune.ts");

/** Where a forward pass departs from the right one. */
interface Forward {
  readonly options?: Partial<EncoderLayerOptions>;
  readonly layers?: (layers: EncoderParameters["layers"]) => EncoderParameters["layers"];
  /** The positions of a sentence behind so many others. */
  readonly positions?: (right: Tensor, before: number, longest: number) => Tensor;
  readonly embedded?: (words: Tensor) => Tensor;
  readonly pool?: (top: Tensor) => Tensor;
  readonly compare?: (u: Tensor, v: Tensor) => Tensor;
  readonly after?: (logits: Tensor, bias: Tensor) => Tensor;
}

export function classifyWith(change: Forward): Module["classify"] {
  return (first, second, parameters, { heads = 1 } = {}) => {
    classify(first, second, parameters, { heads }); // refuses what it must
    const { encoder, weight, bias } = parameters;
    const { tokenEmbedding, positionEmbedding } = encoder;
    const layers = change.layers?.(encoder.layers) ?? encoder.layers;
    const meaning = (tokens: Tensor, before: number): Tensor => {
      const own = arange(tokens.shape[1]!);
      const places = change.positions?.(own, before, positionEmbedding.shape[0]!) ?? own;
      const words = tokenEmbedding.gather(tokens);
      const embedded = change.embedded?.(words) ?? words.add(positionEmbedding.gather(places));
      const { output: top } = layerStack(embedded, layers, { heads, activation: "gelu", ...change.options });
      return change.pool?.(top) ?? top.mean(1);
    };
    const [u, v] = [meaning(first, 0), meaning(second, first.shape[1]!)];
    const logits = (change.compare?.(u, v) ?? u.sub(v).square()).matmul(weight.T).add(bias);
    return change.after?.(logits, bias) ?? logits;
  };
}

/** Where a backward pass departs from the right one. */
interface Backward {
  /** dL/du, from the gradient of the squares and u − v. */
  readonly ofFirst?: (gradSquare: Tensor, apart: Tensor) => Tensor;
  readonly ofSecond?: (gradFirst: Tensor) => Tensor;
  /** dL/dx_t from (1/T) dL/du at every position. */
  readonly spread?: (right: Tensor) => Tensor;
  readonly ofTokens?: (tokens: Tensor, tokenEmbedding: Tensor, gradInput: Tensor) => Tensor;
  readonly ofPositions?: (right: Tensor, batch: number) => Tensor;
  readonly encoder?: (gradient: Tensor, batch: number) => Tensor;
  readonly head?: (gradOutput: Tensor, apart: Tensor) => Partial<ClassifierParameters>;
}

type Stack = ReturnType<typeof layerStack>;

export function backwardWith(change: Backward): Module["classifyBackward"] {
  return (first, second, parameters, gradOutput, { heads = 1 } = {}) => {
    const { encoder, weight } = parameters;
    const { tokenEmbedding, positionEmbedding, layers } = encoder;
    const options = { heads, activation: "gelu" } as const;
    const batch = first.shape[0]!;
    const embed = (tokens: Tensor): Tensor =>
      tokenEmbedding.gather(tokens).add(positionEmbedding.slice([0, tokens.shape[1]!]));
    const [u, v] = [first, second].map((tokens) => layerStack(embed(tokens), layers, options)) as [Stack, Stack];
    const apart = u.output.mean(1).sub(v.output.mean(1));
    const gradSquare = gradOutput.matmul(weight);
    const gradFirst = change.ofFirst?.(gradSquare, apart) ?? gradSquare.mul(apart).mul(2);
    const back = (tokens: Tensor, { backward }: Stack, gradMean: Tensor): EncoderParameters => {
      const length = tokens.shape[1]!;
      const even = gradMean
        .div(length)
        .expandDims(1)
        .mul(zeros([length, 1]).add(1));
      const stack = backward(change.spread?.(even) ?? even);
      const ofTokens = change.ofTokens ?? embeddingBackward;
      const ofPositions = stack.gradInput.sum(0);
      const rest = positionEmbedding.shape[0]! - length;
      return {
        tokenEmbedding: ofTokens(tokens, tokenEmbedding, stack.gradInput),
        positionEmbedding: (change.ofPositions?.(ofPositions, batch) ?? ofPositions).pad([
          [0, rest],
          [0, 0],
        ]),
        layers: stack.gradLayers,
      };
    };
    const ways = [back(first, u, gradFirst), back(second, v, change.ofSecond?.(gradFirst) ?? gradFirst.neg())] as const;
    const others = parametersToList(ways[1]);
    const sums = parametersToList(ways[0]).map((gradient, index) => gradient.add(others[index]!));
    const scaled = sums.map((gradient) => change.encoder?.(gradient, batch) ?? gradient);
    const head = { weight: gradOutput.T.matmul(apart.square()), bias: gradOutput.sum(0) };
    const slip = change.head?.(gradOutput, apart);
    return { gradParameters: { encoder: listToParameters(scaled, ways[0]), ...head, ...slip } };
  };
}

/** Every position but the last of each token loses its gradient. */
export function lastPlaceOfEach(tokens: Tensor, { shape }: Tensor, gradInput: Tensor): Tensor {
  const rows = gradInput.reshape([-1, shape[1]!]);
  const places = [...arange(shape[0]!).data].map((token) => tokens.data.lastIndexOf(token));
  const found = tensor(places).greaterEqual(0).expandDims(1);
  return where(found, rows.gather(places.map((place) => Math.max(0, place))), 0);
}

/** Refuses what must be refused. */
export function expectLayers({ layers }: EncoderParameters, frozen = 0): void {
  if (!layers.concat(layers[0]!).some((_, count) => count === frozen))
    throw new RangeError(`there are not ${frozen} layers`);
}

/** Where a training departs from one that works. */
interface Training {
  readonly rates?: { readonly encoder: number; readonly head: number };
  readonly labelsOf?: (labels: Tensor, batch: readonly number[]) => Tensor;
  readonly start?: (weights: Tensor, random: Random) => Tensor;
}

export function trainWith({ rates = { encoder: 0.002, head: 0.1 }, labelsOf, start }: Training): Module["fineTune"] {
  return (pretrained, first, second, labels, random, { frozen = 0, ...options } = {}) => {
    expectLayers(pretrained, frozen);
    const [encoderSteps, headSteps] = [
      new Adam({ learningRate: rates.encoder }),
      new Adam({ learningRate: rates.head }),
    ];
    const begun = parametersToList(pretrained).map(
      (part) => (frozen === 0 ? start?.(part, random) : undefined) ?? part,
    );
    let encoder = listToParameters(begun, pretrained);
    let head: Tensor[] = [zeros([2, pretrained.tokenEmbedding.shape[1]!]), zeros([2])];
    const fixed = frozen === 0 ? 0 : parametersToList({ ...encoder, layers: encoder.layers.slice(0, frozen) }).length;
    for (let step = 0; step < 60; step++) {
      const batch = random.permutation(labels.size).slice(0, 16);
      const [one, other] = [first.gather(batch), second.gather(batch)];
      const parameters = { encoder, weight: head[0]!, bias: head[1]! };
      const told = labelsOf?.(labels, batch) ?? labels.gather(batch);
      const gradLogits = sparseCrossEntropyBackward(classify(one, other, parameters, options), told, tensor(1));
      const { gradParameters } = classifyBackward(one, other, parameters, gradLogits, options);
      const [all, gradients] = [encoder, gradParameters.encoder].map((part) => parametersToList(part));
      const stepped = encoderSteps.step(all!.slice(fixed), gradients!.slice(fixed));
      encoder = listToParameters([...all!.slice(0, fixed), ...stepped], encoder);
      head = headSteps.step(head, [gradParameters.weight, gradParameters.bias]);
    }
    return { encoder, weight: head[0]!, bias: head[1]! };
  };
}

/** The right training with another number of layers frozen. */
export function frozenWith(change: (frozen: number, layers: number) => number): Module["fineTune"] {
  return (pretrained, first, second, labels, random, options = {}) => {
    expectLayers(pretrained, options.frozen);
    const frozen = change(options.frozen ?? 0, pretrained.layers.length);
    return fineTune(pretrained, first, second, labels, random, { ...options, frozen });
  };
}

/** Accuracy and F1, one of them another number. */
export function reportWith(
  change: (predictions: Tensor, labels: Tensor) => Partial<ReturnType<Module["accuracyAndF1"]>>,
) {
  return (predictions: Tensor, labels: Tensor) => ({
    ...accuracyAndF1(predictions, labels),
    ...change(predictions, labels),
  });
}
