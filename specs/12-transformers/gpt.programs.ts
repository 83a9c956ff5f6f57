import { concatenate, full, ones, Random, tensor, zeros, type Tensor } from "#tensor";
import type { GptGradients, GptOptions, GptParameters, LayerCache } from "#reference/12-transformers/gpt.ts";
import type { EncoderLayerParameters } from "#reference/12-transformers/encoder-layer.ts";
import { listToParameters, parametersToList } from "#reference/12-transformers/parameter-list.ts";
import { adamSteps } from "./adam-steps.ts";

type Module = typeof import("#reference/12-transformers/gpt.ts");

/** A model of two layers, as a record of tensors. */
interface TwoLayers extends Omit<GptParameters, "layers"> {
  readonly first: EncoderLayerParameters;
  readonly second: EncoderLayerParameters;
}

const asList = ({ first, second, ...rest }: TwoLayers): GptParameters => ({ ...rest, layers: [first, second] });

function asRecord({ gradParameters }: GptGradients) {
  const { layers, ...rest } = gradParameters;
  return { gradParameters: { ...rest, first: layers[0], second: layers[1] } };
}

export function logits({ gpt }: Module, tokens: Tensor, parameters: TwoLayers, options?: GptOptions): Tensor {
  return gpt(tokens, asList(parameters), options);
}

export function logitsBackward(
  { gptBackward }: Module,
  tokens: Tensor,
  parameters: TwoLayers,
  gradOutput: Tensor,
  options?: GptOptions,
) {
  return asRecord(gptBackward(tokens, asList(parameters), gradOutput, options));
}

export function loss({ gptLoss }: Module, tokens: Tensor, parameters: TwoLayers, options?: GptOptions): Tensor {
  return gptLoss(tokens, asList(parameters), options);
}

export function lossBackward(
  { gptLossBackward }: Module,
  tokens: Tensor,
  parameters: TwoLayers,
  gradOutput: Tensor,
  options?: GptOptions,
) {
  return asRecord(gptLossBackward(tokens, asList(parameters), gradOutput, options));
}

/** The logits of a text that is handed over piece by piece, `lengths` tokens at a time. */
export function inPieces(
  { gptStep }: Module,
  tokens: Tensor,
  parameters: TwoLayers,
  lengths: Tensor,
  options?: GptOptions,
): Tensor {
  const model = asList(parameters);
  const pieces: Tensor[] = [];
  let cache: readonly LayerCache[] = [];
  let start = 0;
  for (const length of lengths.data) {
    const step = gptStep(tokens.slice(null, [start, start + length]), model, cache, options);
    gptStep(tokens.slice(null, [start, start + length]), model, cache, options); // The old cache is as it was.
    pieces.push(step.logits);
    cache = step.cache;
    start += length;
  }
  return concatenate(pieces, 1);
}

/** What is written by a model whose layer adds nothing, with scores so far apart that chance plays no part. */
export function written(
  { generate }: Module,
  prompt: Tensor,
  tokenEmbedding: Tensor,
  positionEmbedding: Tensor,
  count: number,
): Tensor {
  const features = tokenEmbedding.shape[1]!;
  const [weight, bias, norm] = [
    zeros([features, features]),
    zeros([features]),
    { gamma: ones([features]), beta: zeros([features]) },
  ];
  const query = { weightQuery: weight, biasQuery: bias, weightKey: weight, biasKey: bias };
  const layer = {
    attention: { ...query, weightValue: weight, biasValue: bias, weightOutput: weight, biasOutput: bias },
    attentionNorm: norm,
    feedForward: { weightHidden: weight, biasHidden: bias, weightOutput: weight, biasOutput: bias },
    feedForwardNorm: norm,
  };
  const parameters = { tokenEmbedding, positionEmbedding, layers: [layer], finalNorm: norm };
  return generate(prompt, parameters, count, new Random(1));
}

const texts = 400;

/**
 * How far the tokens that are written depart from what the model itself says, for the first token and for each pair: `n KL(share ‖
 * probability)`, which is above x with a chance below 2 exp(−x).
 */
export function departures(
  { gpt, generate }: Module,
  prompt: Tensor,
  parameters: TwoLayers,
  seed: number,
  options: { readonly heads?: number; readonly temperature?: number },
) {
  const model = asList(parameters);
  const { temperature = 1, ...rest } = options;
  const [vocabulary, length] = [parameters.tokenEmbedding.shape[0]!, prompt.shape[0]!];
  const prompts = prompt.expandDims(0).broadcastTo([texts, length]);
  const all = generate(prompts, model, 2, new Random(seed), options);
  const [first, second] = [all.slice(null, length), all.slice(null, length + 1)];
  const probabilities = (text: Tensor): Tensor => {
    const powers = gpt(text.expandDims(0), model, rest).slice(0, -1).div(temperature).exp();
    return powers.div(powers.sum());
  };
  const ofFirst = probabilities(prompt);
  const singles: number[] = [];
  const pairs: number[] = [];
  for (let a = 0; a < vocabulary; a++) {
    singles.push(departure(first.equal(a).mean().item(), ofFirst.at(a)));
    const ofSecond = probabilities(concatenate([prompt, full([1], a)]));
    for (let b = 0; b < vocabulary; b++) {
      const share = first.equal(a).mul(second.equal(b)).mean().item();
      pairs.push(departure(share, ofFirst.at(a) * ofSecond.at(b)));
    }
  }
  return { first: tensor(singles), pairs: tensor(pairs) };
}

function departure(share: number, p: number): number {
  const part = (observed: number, expected: number): number =>
    observed === 0 ? 0 : observed * Math.log(observed / expected);
  return texts * (part(share, p) + part(1 - share, 1 - p));
}

const model = { features: 16, hidden: 32, heads: 4 };
const training = { steps: 120, batchSize: 14, learningRate: 0.025 };

/** Trains a small GPT on texts `[N, T]` of three symbols, and gives its scores behind each token but the first of other texts. */
export function learn({ gpt, gptLossBackward }: Module, texts: Tensor, testTexts: Tensor, random: Random): Tensor {
  const { steps, batchSize, learningRate } = training;
  const options = { heads: model.heads };
  const adam = adamSteps(learningRate);
  let parameters = untrained(random, 3, texts.shape[1]!);
  for (let step = 0; step < steps; step++) {
    const batch = random.permutation(texts.shape[0]!).slice(0, batchSize);
    const { gradParameters } = gptLossBackward(texts.gather(batch), parameters, tensor(1), options);
    const before = parametersToList(parameters);
    // The fields of a gradient may stand in any order.
    const gradients = parametersToList(inOrderOf(parameters, gradParameters));
    const after = adam(before, gradients);
    const part = 1 - step / steps; // the steps shrink to 0
    const moved = after.map((full, index) => before[index]!.add(full.sub(before[index]!).mul(part)));
    parameters = listToParameters(moved, parameters);
  }
  return gpt(testTexts, parameters, options).slice(null, [1, null]).reshape([-1, 3]);
}

function untrained(random: Random, vocabulary: number, length: number): GptParameters {
  const { features, hidden } = model;
  const weight = (outputs: number, inputs: number): Tensor =>
    random.normal([outputs, inputs], 0, Math.sqrt(1 / inputs));
  const square = (): Tensor => weight(features, features);
  const bias = zeros([features]);
  const norm = { gamma: ones([features]), beta: bias };
  const layer = {
    attention: {
      weightQuery: square(),
      biasQuery: bias,
      weightKey: square(),
      biasKey: bias,
      weightValue: square(),
      biasValue: bias,
      weightOutput: square(),
      biasOutput: bias,
    },
    attentionNorm: norm,
    feedForward: {
      weightHidden: weight(hidden, features),
      biasHidden: zeros([hidden]),
      weightOutput: weight(features, hidden),
      biasOutput: bias,
    },
    feedForwardNorm: norm,
  };
  const embeddings = {
    tokenEmbedding: random.normal([vocabulary, features], 0, 0.5),
    positionEmbedding: random.normal([length, features], 0, 0.5),
  };
  return { ...embeddings, layers: [layer], finalNorm: norm };
}

/** The same tensors, with fields in the order of `like`. */
function inOrderOf<Value>(like: Value, value: Value): Value {
  if (typeof like !== "object" || like === null || "data" in like) return value;
  if (Array.isArray(like)) return like.map((part, index) => inOrderOf(part, (value as unknown[])[index])) as Value;
  const entries = Object.entries(like).map(([name, part]) => [
    name,
    inOrderOf(part, value[name as keyof Value] as unknown),
  ]);
  return Object.fromEntries(entries) as Value;
}
