import { concatenate, full, ones, Random, tensor, zeros, type Tensor } from "#tensor";
import type { GptGradients, GptOptions, GptParameters, LayerCache } from "#reference/12-transformers/gpt.ts";
import type { EncoderLayerParameters } from "#reference/12-transformers/encoder-layer.ts";

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
