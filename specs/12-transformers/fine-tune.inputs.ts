import { tensor, zeros, type Random, type Tensor } from "#tensor";
import { inputs, type Draw } from "#graders/spec/authoring.ts";
import { listToParameters, parametersToList } from "#reference/12-transformers/parameter-list.ts";
import type { TwoLayers } from "./fine-tune.programs.ts";
import { drawAttention, drawFeedForward, drawHeads, drawNorm, headsOption } from "./layer-inputs.ts";
import { pairs, sentenceLength, vocabularySize } from "./paraphrase-grammar.ts";
import { size, thousandths } from "./pretrained-encoder.ts";

function layer(draw: Draw, features: number) {
  return {
    attention: drawAttention(draw, features),
    attentionNorm: drawNorm(draw, features),
    feedForward: drawFeedForward(draw, features, draw.size(2, 4)),
    feedForwardNorm: drawNorm(draw, features),
  };
}

/** Sentences that may be shorter than the encoder allows, the second as long as the first or not. */
function small(draw: Draw) {
  const { heads, features } = drawHeads(draw);
  const [batch, vocabulary, longest] = [draw.size(1, 3), draw.size(3, 6), draw.size(2, 5)];
  const sentences = () => draw.integers([batch, draw.integer(Math.max(1, longest - 2), longest)], 0, vocabulary - 1);
  return {
    first: sentences(),
    second: sentences(),
    parameters: {
      tokenEmbedding: draw.tensor([vocabulary, features]),
      positionEmbedding: draw.tensor([longest, features]),
      bottom: layer(draw, features),
      top: layer(draw, features),
      weight: draw.tensor([2, features]),
      bias: draw.tensor([2]),
    },
    options: headsOption(draw, heads),
    gradOutput: draw.tensor([batch, 2]),
  };
}

/** The pretrained encoder, with its tokens under other numbers each time. */
function pretrainedEncoder(numbers: readonly number[]): TwoLayers {
  const { features, hidden } = size;
  const vector = zeros([features]);
  const square = zeros([features, features]);
  const norm = { gamma: vector, beta: vector };
  const shapes = {
    attention: {
      weightQuery: square,
      biasQuery: vector,
      weightKey: square,
      biasKey: vector,
      weightValue: square,
      biasValue: vector,
      weightOutput: square,
      biasOutput: vector,
    },
    attentionNorm: norm,
    feedForward: {
      weightHidden: zeros([hidden, features]),
      biasHidden: zeros([hidden]),
      weightOutput: zeros([features, hidden]),
      biasOutput: vector,
    },
    feedForwardNorm: norm,
  };
  const like = {
    tokenEmbedding: zeros([vocabularySize, features]),
    positionEmbedding: zeros([sentenceLength, features]),
    bottom: shapes,
    top: shapes,
  };
  const values = thousandths
    .trim()
    .split(/\s+/)
    .map((value) => Number(value) / 1000);
  const read = listToParameters(
    parametersToList(like).map((part) => tensor(values.splice(0, part.size)).reshape(part.shape)),
    like,
  );
  return { ...read, tokenEmbedding: read.tokenEmbedding.gather(numbers) };
}

/** Two paraphrases for each pair that is none, as in MRPC. */
function labelsOf(random: Random, count: number): number[] {
  return random.permutation(count).map((place) => Math.sign(place % 3));
}

function paraphrases(draw: Draw) {
  const random = draw.random();
  // Token n of the text has the number `renamed[n]`, and `numbers` is the way back: it says whose row stands where.
  const numbers = random.permutation(vocabularySize);
  const renamed = numbers.map((_, token) => numbers.indexOf(token));
  const [labels, testLabels] = [labelsOf(random, 600), labelsOf(random, 900)];
  const [shown, held] = [labels, testLabels].map((of) => pairs(random, of)) as [Pairs, Pairs];
  const rename = (tokens: Tensor): Tensor => tokens.map((token) => renamed[token]!);
  return {
    pretrained: pretrainedEncoder(numbers),
    first: rename(shown.first),
    second: rename(shown.second),
    labels: tensor(labels),
    testFirst: rename(held.first),
    testSecond: rename(held.second),
    random: draw.random(),
    testLabels: tensor(testLabels),
  };
}

type Pairs = ReturnType<typeof pairs>;

export default inputs({
  logits: (draw) => {
    const { gradOutput: _, ...values } = small(draw);
    return values;
  },
  logitsBackward: small,
  learn: paraphrases,
});
