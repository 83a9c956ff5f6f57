// Trainings that depart in one thing from one that works, for the known mistakes, and one by another architecture, which is right.

import { concatenate, ones, tensor, zeros, type Random, type Tensor } from "#tensor";
import { Adam } from "#reference/08-optimisers/adam.ts";
import { listToParameters, parametersToList } from "#reference/12-transformers/parameter-list.ts";
import { textStack, type TextStackOptions, type TextStackParameters } from "#reference/12-transformers/text-stack.ts";
import {
  noamRate,
  sequenceLossBackward,
  teacherForcing,
  type Translator,
} from "#reference/12-transformers/train-transformer.ts";
import {
  transformer,
  transformerBackward,
  type TransformerParameters,
} from "#reference/12-transformers/transformer.ts";

export interface Run extends TextStackOptions {
  readonly rate?: (step: number) => number;
  /** What is read in training behind the source. */
  readonly read?: (inputs: Tensor, labels: Tensor) => Tensor;
}

const [features, hidden, batchSize] = [16, 32, 16];
const noam = (step: number): number => noamRate(step, { features, warmupSteps: 20, factor: 0.5 });

/** Steps of Adam from some parameters, each on a batch. */
function train<Parameters>(
  start: Parameters,
  steps: number,
  rate: (step: number) => number,
  gradientsOf: (parameters: Parameters) => Parameters,
): Parameters {
  let parameters = start;
  const optimiser = new Adam({ learningRate: 1, beta2: 0.98 }); // a rate is a share of its steps
  for (let step = 1; step <= steps; step++) {
    const list = parametersToList(parameters);
    const whole = optimiser.step(list, parametersToList(gradientsOf(parameters)));
    const moved = list.map((parameter, index) => parameter.add(whole[index]!.sub(parameter).mul(rate(step))));
    parameters = listToParameters(moved, parameters);
  }
  return parameters;
}

/** One stack over the source and what is written behind it. */
export function trainOneStack(sources: Tensor, targets: Tensor, random: Random, run: Run): Translator {
  const { rate = noam } = run;
  const { inputs, labels } = teacherForcing(targets);
  const texts = concatenate([sources, run.read?.(inputs, labels) ?? inputs], 1);
  const { wordEmbedding, layer, outputWeight, outputBias } = parts(wordsOf(sources, targets), random);
  const { crossAttention: _, crossAttentionNorm: __, ...own } = layer;
  const start: TextStackParameters = { wordEmbedding, layers: [own], outputWeight, outputBias };
  const length = sources.shape[1]!;
  const parameters = train(start, 80, rate, (now) => {
    const batch = random.permutation(sources.shape[0]!).slice(0, batchSize);
    const text = texts.gather(batch);
    const { output, backward } = textStack(text, now, run);
    const logits = output.slice(null, [length, null]);
    const gradLogits = sequenceLossBackward(logits, labels.gather(batch), tensor(1)).pad([
      [0, 0],
      [length, 0],
      [0, 0],
    ]);
    return backward(gradLogits).gradParameters;
  });
  return (given, written) =>
    textStack(concatenate([given, written], 1), parameters, run).output.slice(null, [length, null]);
}

/** The Transformer with a decoder layer that looks at the embedded source, and no encoder layer. */
export function trainDecoder(sources: Tensor, targets: Tensor, random: Random): Translator {
  const { inputs, labels } = teacherForcing(targets);
  const { wordEmbedding, layer, outputWeight, outputBias } = parts(wordsOf(sources, targets), random);
  const embeddings = { sourceEmbedding: wordEmbedding, targetEmbedding: wordEmbedding };
  const start: TransformerParameters = { ...embeddings, encoder: [], decoder: [layer], outputWeight, outputBias };
  const options = { norm: "pre" } as const;
  const parameters = train(start, 200, noam, (now) => {
    const batch = random.permutation(sources.shape[0]!).slice(0, batchSize);
    const [read, heard] = [sources.gather(batch), inputs.gather(batch)];
    const logits = transformer(read, heard, now, options);
    const gradLogits = sequenceLossBackward(logits, labels.gather(batch), tensor(1));
    return transformerBackward(read, heard, now, gradLogits, options).gradParameters;
  });
  return (given, written) => transformer(given, written, parameters, options);
}

const wordsOf = (sources: Tensor, targets: Tensor): number => Math.max(sources.max().item(), targets.max().item()) + 1;

function parts(words: number, random: Random) {
  const weight = (outputs: number, inputs: number) => random.normal([outputs, inputs], 0, Math.sqrt(1 / inputs));
  const square = () => weight(features, features);
  const bias = zeros([features]);
  const norm = { gamma: ones([features]), beta: bias };
  const attention = () => ({
    weightQuery: square(),
    biasQuery: bias,
    weightKey: square(),
    biasKey: bias,
    weightValue: square(),
    biasValue: bias,
    weightOutput: square(),
    biasOutput: bias,
  });
  const feedForward = {
    weightHidden: weight(hidden, features),
    biasHidden: zeros([hidden]),
    weightOutput: weight(features, hidden),
    biasOutput: bias,
  };
  const [wordEmbedding, outputWeight] = [weight(words, features), weight(words, features)];
  const layer = {
    attention: attention(),
    attentionNorm: norm,
    crossAttention: attention(),
    crossAttentionNorm: norm,
    feedForward,
    feedForwardNorm: norm,
  };
  return { wordEmbedding, layer, outputWeight, outputBias: zeros([words]) };
}
