import { arange, tensor, where } from "#tensor";
import { inputs, type Draw } from "#graders/spec/authoring.ts";
import { drawAttention, drawFeedForward, drawHeads, drawNorm, headsOption } from "./layer-inputs.ts";

/** Some texts, an encoder for them, and perhaps padding, which stands at the end. */
function text(draw: Draw) {
  const { heads, features } = drawHeads(draw);
  const [batch, length, vocabulary] = [draw.size(1, 3), draw.size(2, 4), draw.size(3, 6)];
  const layers = [draw.integer(1, 2)];
  const lengths = draw.integers([batch, 1], 1, length);
  const mask = arange(length).less(lengths);
  return {
    features,
    vocabulary,
    tokens: draw.integers([batch, length], 0, vocabulary - 1),
    segments: draw.integers([batch, length], 0, 1),
    parameters: {
      tokenEmbedding: draw.tensor([vocabulary, features], -1, 1),
      positionEmbedding: draw.tensor([length + draw.integer(0, 2), features], -1, 1),
      segmentEmbedding: draw.tensor([2, features], -1, 1),
      embeddingNorm: drawNorm(draw, features),
      layers: {
        attention: drawAttention(draw, features, layers),
        attentionNorm: drawNorm(draw, features, layers),
        feedForward: drawFeedForward(draw, features, draw.size(2, 4), layers),
        feedForwardNorm: drawNorm(draw, features, layers),
      },
    },
    options: { ...headsOption(draw, heads), ...(draw.leavesOut() ? {} : { mask }) },
  };
}

function encoder(draw: Draw) {
  const { tokens, segments, parameters, options, features } = text(draw);
  return { tokens, segments, parameters, options, gradOutput: draw.tensor([...tokens.shape, features]) };
}

function pretraining(draw: Draw) {
  const { tokens, segments, parameters, options, features, vocabulary } = text(draw);
  const asked = draw.choices(tokens.shape, [0, 1]);
  asked.data[draw.integer(0, asked.size - 1)] = 1; // Something is asked for in every batch.
  return {
    tokens,
    segments,
    labels: where(asked, draw.integers(tokens.shape, 0, vocabulary - 1), -100),
    answers: draw.integers([tokens.shape[0]!], 0, 1),
    parameters: {
      encoder: parameters,
      maskedHead: {
        transformWeight: draw.tensor([features, features], -1, 1),
        transformBias: draw.tensor([features], -1, 1),
        transformNorm: drawNorm(draw, features),
        outputBias: draw.tensor([vocabulary], -1, 1),
      },
      pairHead: {
        poolerWeight: draw.tensor([features, features], -0.6, 0.6),
        poolerBias: draw.tensor([features], -0.6, 0.6),
        outputWeight: draw.tensor([2, features], -1, 1),
        outputBias: draw.tensor([2], -1, 1),
      },
    },
    options,
    gradOutput: tensor(draw.number(-2, 2)),
  };
}

export default inputs({
  hidden: encoder,
  hiddenBackward: encoder,
  context: (draw) => {
    const { tokens, segments, parameters, options } = text(draw);
    const { mask: _, ...heads } = options;
    const [batch, length] = tokens.shape as readonly [number, number];
    const padding = draw.integers([batch, draw.integer(1, 2)], 0, parameters.tokenEmbedding.shape[0]! - 1);
    const longest = length + padding.shape[1]!;
    const positionEmbedding = draw.tensor([longest, parameters.tokenEmbedding.shape[1]!], -1, 1);
    return { tokens, segments, padding, parameters: { ...parameters, positionEmbedding }, options: heads };
  },
  loss: pretraining,
  lossBackward: pretraining,
});
