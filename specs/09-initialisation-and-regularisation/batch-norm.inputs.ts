import type { Tensor } from "#tensor";
import { inputs, type Draw } from "#graders/spec/authoring.ts";

/** Features or images, with enough values in each channel that the gradient of an input isn't nearly 0. */
function batch(draw: Draw, channels: number, pixels: readonly number[], least: number): Tensor {
  return draw.tensor([draw.size(least, least + 3), channels, ...pixels]);
}

/** Nothing for features `[N, C]`; height and width for images. */
function drawPixels(draw: Draw): readonly number[] {
  return draw.boolean() ? [] : [draw.size(2, 3), draw.size(2, 4)];
}

/** A layer, what it was trained on, and an input with `least` examples or more. */
function layerInputs(draw: Draw, mode: "training" | "evaluation", least: { features: number; images: number }) {
  const channels = draw.size(1, 3);
  const pixels = drawPixels(draw);
  return {
    batches: draw.tensor([draw.integer(1, 3), draw.size(2, 4), channels, ...pixels]),
    gamma: draw.tensor([channels]),
    beta: draw.tensor([channels]),
    input: batch(draw, channels, pixels, pixels.length === 0 ? least.features : least.images),
    mode,
    options: {
      ...(draw.boolean() ? { epsilon: draw.number(0, 0.1) } : {}),
      ...(draw.boolean() ? { momentum: draw.number(0, 1) } : {}),
    },
  };
}

/** So many examples that the mean of each channel is one of several values. */
const enough = { features: 3, images: 1 };
const single = { features: 1, images: 1 };

export default inputs({
  batchNorm(draw) {
    const channels = draw.size(1, 4);
    const pixels = drawPixels(draw);
    return {
      input: batch(draw, channels, pixels, pixels.length === 0 ? enough.features : enough.images),
      gamma: draw.tensor([channels]),
      beta: draw.tensor([channels]),
      options: draw.boolean() ? { epsilon: draw.number(0, 0.1) } : {},
    };
  },
  layerState(draw) {
    const { batches, options } = layerInputs(draw, "training", enough);
    return { batches, options };
  },
  layerForward(draw) {
    const mode = draw.pick<"training" | "evaluation">(["training", "evaluation"]);
    return layerInputs(draw, mode, mode === "training" ? enough : single);
  },
  "a layer in training": (draw) => layerInputs(draw, "training", enough),
  "a layer in evaluation": (draw) => layerInputs(draw, "evaluation", enough),
});
