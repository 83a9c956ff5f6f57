import { inputs, type Draw } from "#graders/spec/authoring.ts";
import { drawAttention, drawFeedForward, drawHeads, drawMask, drawNorm, headsOption } from "./layer-inputs.ts";

function layer(draw: Draw, fewest = 1) {
  const { heads, features } = drawHeads(draw);
  const [batch, targets, sources] = [draw.size(fewest, 3), draw.size(2, 5), draw.size(2, 5)];
  return {
    heads,
    input: draw.tensor([batch, targets, features], -2, 2),
    memory: draw.tensor([batch, sources, features], -2, 2),
    parameters: {
      attention: drawAttention(draw, features),
      attentionNorm: drawNorm(draw, features),
      crossAttention: drawAttention(draw, features),
      crossAttentionNorm: drawNorm(draw, features),
      feedForward: drawFeedForward(draw, features, draw.size(2, 5)),
      feedForwardNorm: drawNorm(draw, features),
    },
    mask: drawMask(draw, [batch, targets]),
    memoryMask: drawMask(draw, [batch, sources]),
  };
}

/** An option is left out at times. */
function decoderLayer(draw: Draw) {
  const { heads, mask, memoryMask, ...values } = layer(draw);
  const options = {
    ...headsOption(draw, heads),
    ...(draw.leavesOut() ? {} : { mask }),
    ...(draw.leavesOut() ? {} : { memoryMask }),
    ...(draw.leavesOut() ? {} : { activation: draw.pick(["relu", "gelu", "gelu"]) }),
    ...(draw.leavesOut() ? {} : { norm: draw.pick(["post", "pre", "pre"]) }),
  };
  return { ...values, options };
}

export default inputs({
  decoderLayer,
  decoderLayerBackward: (draw) => {
    const values = decoderLayer(draw);
    return { ...values, gradOutput: draw.tensor(values.input.shape) };
  },
  /** Without a mask, which would tell the places of the memory apart. */
  anyMemory: (draw) => {
    const { heads, mask: _, memoryMask: __, ...values } = layer(draw);
    return { ...values, options: { ...headsOption(draw, heads), norm: draw.pick(["post", "pre"]) } };
  },
  post: (draw) => {
    const { heads, mask: _, memoryMask: __, ...values } = layer(draw);
    return { ...values, options: { ...headsOption(draw, heads), activation: draw.pick(["relu", "gelu"]) } };
  },
  preMasked: (draw) => {
    const { heads, mask, memoryMask, ...values } = layer(draw, 2);
    return { ...values, options: { ...headsOption(draw, heads), mask, memoryMask, norm: "pre" } };
  },
});
