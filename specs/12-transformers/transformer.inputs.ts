import { inputs, type Draw } from "#graders/spec/authoring.ts";
import { drawAttention, drawFeedForward, drawMask, drawNorm, headsOption } from "./layer-inputs.ts";

function model(draw: Draw) {
  const { heads, features } = draw.pick([
    { heads: 2, features: 4 },
    { heads: 1, features: 4 },
    { heads: 3, features: 6 },
  ]);
  const [batch, length, targetLength] = [draw.size(1, 3), draw.size(2, 5), draw.size(2, 5)];
  const [sourceWords, targetWords] = [draw.size(3, 6), draw.size(3, 6)];
  const hidden = draw.size(2, 5);
  const encoderLayers = (count: number) => ({
    attention: drawAttention(draw, features, [count]),
    attentionNorm: drawNorm(draw, features, [count]),
    feedForward: drawFeedForward(draw, features, hidden, [count]),
    feedForwardNorm: drawNorm(draw, features, [count]),
  });
  const decoderLayers = (count: number) => ({
    ...encoderLayers(count),
    crossAttention: drawAttention(draw, features, [count]),
    crossAttentionNorm: drawNorm(draw, features, [count]),
  });
  return {
    heads,
    sources: draw.integers([batch, length], 0, sourceWords - 1),
    targets: draw.integers([batch, targetLength], 0, targetWords - 1),
    parameters: {
      sourceEmbedding: draw.tensor([sourceWords, features], -1, 1),
      targetEmbedding: draw.tensor([targetWords, features], -1, 1),
      encoder: encoderLayers(draw.integer(1, 2)),
      decoder: decoderLayers(draw.integer(1, 2)),
      outputWeight: draw.tensor([targetWords, features], -1, 1),
      outputBias: draw.tensor([targetWords], -1, 1),
    },
    norms: { encoderNorm: drawNorm(draw, features), decoderNorm: drawNorm(draw, features) },
    sourceMask: drawMask(draw, [batch, length]),
    targetMask: drawMask(draw, [batch, targetLength]),
  };
}

/** Options and norms are left out at times. */
function withOptions(draw: Draw, { targetMasks = true }) {
  const { heads, norms, sourceMask, targetMask, ...values } = model(draw);
  const options = {
    ...headsOption(draw, heads),
    ...(draw.leavesOut() ? {} : { sourceMask }),
    ...(!targetMasks || draw.leavesOut() ? {} : { targetMask }),
    ...(draw.leavesOut() ? {} : { activation: draw.pick(["relu", "gelu", "gelu"]) }),
    ...(draw.leavesOut() ? {} : { norm: draw.pick(["post", "pre", "pre"]) }),
  };
  const { encoderNorm, decoderNorm } = norms;
  const given = { ...(draw.leavesOut() ? {} : { encoderNorm }), ...(draw.leavesOut() ? {} : { decoderNorm }) };
  return { ...values, parameters: { ...values.parameters, ...given }, options };
}

export default inputs({
  logits: (draw) => withOptions(draw, {}),
  gradients: (draw) => {
    const values = withOptions(draw, {});
    const words = values.parameters.outputBias.size;
    return { ...values, gradOutput: draw.tensor([...values.targets.shape, words]) };
  },
  wordByWord: (draw) => withOptions(draw, { targetMasks: false }),
});
