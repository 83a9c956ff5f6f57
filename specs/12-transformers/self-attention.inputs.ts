import { inputs, type Draw } from "#graders/spec/authoring.ts";
import { drawMask } from "./layer-inputs.ts";

function sequences(draw: Draw, fewest = 1) {
  const [batch, length] = [draw.size(fewest, 3), draw.size(2, 5)];
  const [features, size, width] = [draw.size(1, 5), draw.size(1, 4), draw.size(1, 4)];
  return {
    input: draw.tensor([batch, length, features], -2, 2),
    parameters: {
      weightQuery: draw.tensor([size, features], -0.8, 0.8),
      weightKey: draw.tensor([size, features], -0.8, 0.8),
      weightValue: draw.tensor([width, features], -2, 2),
    },
    mask: drawMask(draw, [batch, length]),
  };
}

function selfAttention(draw: Draw) {
  const { mask, ...values } = sequences(draw);
  const options = {
    ...(draw.leavesOut() ? {} : { causal: draw.pick([false, true, true]) }),
    ...(draw.leavesOut() ? {} : { mask }),
  };
  return { ...values, options };
}

export default inputs({
  selfAttention,
  selfAttentionBackward: (draw) => {
    const values = selfAttention(draw);
    const [batch, length] = values.input.shape as readonly [number, number, number];
    const width = values.parameters.weightValue.shape[0]!;
    return { ...values, gradOutput: draw.tensor([batch, length, width]) };
  },
  /** Without masks, which would tell positions apart. */
  orderless: (draw) => {
    const { mask: _, ...values } = sequences(draw);
    return { ...values, options: {} };
  },
  unmasked: (draw) => {
    const { mask: _, ...values } = sequences(draw);
    return { ...values, options: {} };
  },
  /** Several sequences with a mask, of which one is all padding. */
  masked: (draw) => {
    const { mask, ...values } = sequences(draw, 2);
    return { ...values, options: { mask, ...(draw.boolean() ? { causal: true } : {}) } };
  },
});
