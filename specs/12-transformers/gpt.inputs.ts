import { Tensor, tensor, type Random } from "#tensor";
import { inputs, type Draw } from "#graders/spec/authoring.ts";
import { drawAttention, drawFeedForward, drawHeads, drawNorm, headsOption } from "./layer-inputs.ts";

function layer(draw: Draw, features: number) {
  return {
    attention: drawAttention(draw, features),
    attentionNorm: drawNorm(draw, features),
    feedForward: drawFeedForward(draw, features, draw.size(2, 4)),
    feedForwardNorm: drawNorm(draw, features),
  };
}

function model(draw: Draw, { vocabulary = draw.size(3, 5), longest = draw.size(2, 6), size = 1 } = {}) {
  const { heads, features } = drawHeads(draw);
  const parameters = {
    tokenEmbedding: draw.tensor([vocabulary, features], -size, size),
    positionEmbedding: draw.tensor([longest, features], -1, 1),
    first: layer(draw, features),
    second: layer(draw, features),
    finalNorm: drawNorm(draw, features),
  };
  return { parameters, vocabulary, longest, features, options: headsOption(draw, heads) };
}

/** A text that may be shorter than the model allows. */
function text(draw: Draw, shortest = 1) {
  const { parameters, vocabulary, longest, options } = model(draw);
  const length = Math.max(shortest, draw.integer(Math.max(1, longest - 2), longest));
  return { tokens: draw.integers([draw.size(1, 3), length], 0, vocabulary - 1), parameters, options };
}

/** One length after the other until all is used up. */
function lengthsOf(draw: Draw, total: number): number[] {
  const lengths: number[] = [];
  for (let left = total; left > 0; left -= lengths.at(-1)!) lengths.push(draw.integer(1, Math.min(3, left)));
  return lengths;
}

const symbols = 3;

/** A source of order two: at [a][b] the chances of what comes after a and b. Each of the two has a say, by a sum of scores. */
type Source = readonly (readonly (readonly number[])[])[];

function drawSource(random: Random): Source {
  const [before, last] = [random.normal([symbols, symbols], 0, 2), random.normal([symbols, symbols], 0, 2)];
  return Array.from({ length: symbols }, (_, a) =>
    Array.from({ length: symbols }, (__, b) => {
      const powers = before.slice(a).add(last.slice(b)).exp();
      return [...powers.div(powers.sum()).data];
    }),
  );
}

const favourite = (chances: readonly number[]): number => chances.indexOf(Math.max(...chances));

/** Whether one symbol is at least three times as likely as any other, whatever came before. */
function isClear(source: Source): boolean {
  return source.flat().every((chances) => {
    const [first, second] = chances.toSorted((p, q) => q - p) as [number, number];
    return first >= 3 * second;
  });
}

/** Texts from the middle of what the source says. */
function textsOf(random: Random, source: Source, count: number, length: number): Tensor {
  const texts = Array.from({ length: count }, () => {
    const text = [random.integer(0, symbols), random.integer(0, symbols)];
    while (text.length < length + 8) {
      const [first, second] = source[text.at(-2)!]![text.at(-1)!]! as [number, number];
      const drawn = random.number();
      text.push(drawn < first ? 0 : drawn < first + second ? 1 : 2);
    }
    return text.slice(8);
  });
  return new Tensor(texts.flat(), [count, length]);
}

/** The likeliest symbol behind each token but the first: who knows the source can't do better. */
function bestGuesses(texts: Tensor, source: Source): number[] {
  const [count, length] = texts.shape as readonly [number, number];
  return Array.from({ length: count }, (_, n) =>
    Array.from({ length: length - 1 }, (__, t) => favourite(source[texts.at(n, t)]![texts.at(n, t + 1)]!)),
  ).flat();
}

/** How many of the best guesses somebody has who knows the last token alone. */
function shareByLastToken(texts: Tensor, guesses: readonly number[]): number {
  const last = texts.slice(null, [1, null]).data;
  const counts = Array.from({ length: symbols }, () => [0, 0, 0]);
  for (const [index, guess] of guesses.entries()) counts[last[index]!]![guess]! += 1;
  return counts.reduce((right, row) => right + Math.max(...row), 0) / guesses.length;
}

/** Sources whose last token alone is of little use. */
function learn(draw: Draw) {
  const random = draw.random();
  for (;;) {
    const source = drawSource(random);
    if (!isClear(source)) continue;
    const testTexts = textsOf(random, source, 200, 5);
    const guesses = bestGuesses(testTexts, source);
    if (shareByLastToken(testTexts, guesses) > 0.75) continue;
    return { texts: textsOf(random, source, 1000, 6), testTexts, random: draw.random(), guesses: tensor(guesses) };
  }
}

export default inputs({
  logits: (draw) => text(draw),
  logitsBackward: (draw) => {
    const { tokens, ...rest } = text(draw);
    return { tokens, ...rest, gradOutput: draw.tensor([...tokens.shape, rest.parameters.tokenEmbedding.shape[0]!]) };
  },
  loss: (draw) => text(draw, 2),
  lossBackward: (draw) => ({ ...text(draw, 2), gradOutput: tensor(draw.number(-2, 2)) }),
  inPieces: (draw) => {
    const { tokens, ...rest } = text(draw, 2);
    return { tokens, ...rest, lengths: tensor(lengthsOf(draw, tokens.shape[1]!)) };
  },
  learn,
  departures: (draw) => {
    const length = draw.integer(2, 3);
    const vocabulary = draw.size(2, 4);
    // Scores that differ a lot, unless a low temperature does the same, so that another temperature shows.
    const warm = draw.boolean();
    const { parameters, options } = model(draw, { vocabulary, longest: length + 2, size: warm ? 1.2 : 0.5 });
    return {
      prompt: draw.integers([length], 0, vocabulary - 1),
      parameters,
      seed: draw.integer(0, 1e6),
      options: { ...options, ...(warm ? {} : { temperature: draw.number(0.3, 0.4) }) },
    };
  },
});
