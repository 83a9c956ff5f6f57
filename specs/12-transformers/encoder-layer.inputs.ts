import { inputs, type Draw } from "#graders/spec/authoring.ts";
import { drawAttention, drawFeedForward, drawHeads, drawMask, drawNorm, headsOption } from "./layer-inputs.ts";

function layer(draw: Draw, fewest = 1) {
  const { heads, features } = drawHeads(draw);
  const [batch, length] = [draw.size(fewest, 3), draw.size(2, 5)];
  return {
    heads,
    input: draw.tensor([batch, length, features], -2, 2),
    parameters: {
      attention: drawAttention(draw, features),
      attentionNorm: drawNorm(draw, features),
      feedForward: drawFeedForward(draw, features, draw.size(2, 5)),
      feedForwardNorm: drawNorm(draw, features),
    },
    mask: drawMask(draw, [batch, length]),
  };
}

/** An option is left out at times. */
function encoderLayer(draw: Draw) {
  const { heads, mask, ...values } = layer(draw);
  const options = {
    ...headsOption(draw, heads),
    ...(draw.leavesOut() ? {} : { causal: draw.pick([false, true, true]) }),
    ...(draw.leavesOut() ? {} : { mask }),
    ...(draw.leavesOut() ? {} : { activation: draw.pick(["relu", "gelu", "gelu"]) }),
    ...(draw.leavesOut() ? {} : { norm: draw.pick(["post", "pre", "pre"]) }),
  };
  return { ...values, options };
}

export default inputs({
  encoderLayer,
  encoderLayerBackward: (draw) => {
    const values = encoderLayer(draw);
    return { ...values, gradOutput: draw.tensor(values.input.shape) };
  },
  /** Without masks, which would tell positions apart. */
  orderless: (draw) => {
    const { heads, mask: _, ...values } = layer(draw);
    return { ...values, options: { ...headsOption(draw, heads), norm: draw.pick(["post", "pre"]) } };
  },
  post: (draw) => {
    const { heads, mask: _, ...values } = layer(draw);
    return { ...values, options: { ...headsOption(draw, heads), activation: draw.pick(["relu", "gelu"]) } };
  },
  preMasked: (draw) => {
    const { heads, mask, ...values } = layer(draw, 2);
    return { ...values, options: { ...headsOption(draw, heads), mask, causal: draw.boolean(), norm: "pre" } };
  },
});
