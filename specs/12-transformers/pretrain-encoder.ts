/**
 * Pretrains the encoder that the exercise fine-tune hands out, on masked tokens of unlabelled text. It takes a minute, so its outcome
 * is kept in pretrained-encoder.ts:
 *
 *     node specs/12-transformers/pretrain-encoder.ts > specs/12-transformers/pretrained-encoder.ts
 */
import { ones, Random, tensor, zeros } from "#tensor";
import { sparseCrossEntropy, sparseCrossEntropyBackward } from "#reference/03-losses/sparse-cross-entropy.ts";
import { Adam } from "#reference/08-optimisers/adam.ts";
import { embedding, embeddingBackward } from "#reference/11-recurrent-networks/embedding.ts";
import { maskTokens } from "#reference/12-transformers/bert-masking.ts";
import type { EncoderParameters } from "#reference/12-transformers/fine-tune.ts";
import { layerStack } from "#reference/12-transformers/layer-stack.ts";
import { linear, linearBackward } from "#reference/12-transformers/linear.ts";
import { listToParameters, parametersToList } from "#reference/12-transformers/parameter-list.ts";
import { sentenceLength, texts, vocabularySize } from "./paraphrase-grammar.ts";

const size = { features: 16, hidden: 32, layers: 2, heads: 2 };
/** The learning rate falls from one stage to the next. */
const stages = [
  { steps: 2000, learningRate: 0.004 },
  { steps: 1000, learningRate: 0.0015 },
  { steps: 700, learningRate: 0.0005 },
];
const batchSize = 64;
const masking = {
  vocabularySize,
  maskToken: 0,
  specialTokens: [],
  probability: 0.3,
  maskShare: 0.9,
  randomShare: 0.05,
};
const layerOptions = { heads: size.heads, activation: "gelu" } as const;

const random = new Random(12);

function start(): EncoderParameters {
  const { features, hidden } = size;
  const weight = (outputs: number, inputs: number) => random.normal([outputs, inputs], 0, Math.sqrt(1 / inputs));
  const square = () => weight(features, features);
  const bias = zeros([features]);
  const norm = { gamma: ones([features]), beta: bias };
  return {
    tokenEmbedding: random.normal([vocabularySize, features], 0, 0.5),
    positionEmbedding: random.normal([sentenceLength, features], 0, 0.5),
    layers: Array.from({ length: size.layers }, () => ({
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
    })),
  };
}

/** The loss of filling the gaps, with E for scores as well, and its gradients. */
function lossAndGradients(encoder: EncoderParameters) {
  const { input, labels } = maskTokens(texts(random, batchSize), random, masking);
  const { tokenEmbedding, positionEmbedding, layers } = encoder;
  const embedded = embedding(input, tokenEmbedding).add(positionEmbedding);
  const { output: top, backward } = layerStack(embedded, layers, layerOptions);
  const logits = linear(top, tokenEmbedding).reshape([-1, vocabularySize]);
  const options = { ignoreIndex: -100 };
  const gradLogits = sparseCrossEntropyBackward(logits, labels.flatten(), tensor(1), options);
  const output = linearBackward(top, tokenEmbedding, gradLogits.reshape([batchSize, sentenceLength, vocabularySize]));
  const { gradInput, gradLayers } = backward(output.gradInput);
  const gradients: EncoderParameters = {
    tokenEmbedding: embeddingBackward(input, tokenEmbedding, gradInput).add(output.gradWeight),
    positionEmbedding: gradInput.sum(0),
    layers: gradLayers,
  };
  return { loss: sparseCrossEntropy(logits, labels.flatten(), options).item(), gradients };
}

let encoder = start();
const losses: string[] = [];
for (const { steps, learningRate } of stages) {
  const optimiser = new Adam({ learningRate });
  let total = 0;
  for (let step = 0; step < steps; step++) {
    const { loss, gradients } = lossAndGradients(encoder);
    encoder = listToParameters(optimiser.step(parametersToList(encoder), parametersToList(gradients)), encoder);
    total += loss;
  }
  losses.push((total / steps).toFixed(2));
}

const values = parametersToList(encoder).flatMap(({ data }) => [...data].map((value) => Math.round(1000 * value)));
const lines = Array.from({ length: Math.ceil(values.length / 24) }, (_, line) =>
  values.slice(24 * line, 24 * line + 24).join(" "),
);
const { features, hidden, layers, heads } = size;
process.stdout
  .write(`// Written by pretrain-encoder.ts: thousandths, in the order of parametersToList. The mean loss of its stages, in nats per
// masked token: ${losses.join(", ")}; that of a uniform guess is ${Math.log(vocabularySize).toFixed(2)}.

export const size = { features: ${features}, hidden: ${hidden}, layers: ${layers}, heads: ${heads} };

export const thousandths = \`
${lines.join("\n")}
\`;
`);
