import { tensor } from "#tensor";
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
  departures: (draw) => {
    const length = draw.integer(2, 3);
    const vocabulary = draw.size(2, 4);
    const { parameters, options } = model(draw, { vocabulary, longest: length + 2, size: 0.5 });
    return {
      prompt: draw.integers([length], 0, vocabulary - 1),
      parameters,
      seed: draw.integer(0, 1e6),
      options: { ...options, ...(draw.leavesOut() ? {} : { temperature: draw.number(0.3, 0.4) }) },
    };
  },
});
