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

function layerInputs(draw: Draw, mode: "training" | "evaluation") {
  const channels = draw.size(1, 3);
  const pixels = drawPixels(draw);
  const least = pixels.length === 0 ? 3 : 1;
  return {
    batches: draw.tensor([draw.integer(1, 3), draw.size(2, 4), channels, ...pixels]),
    gamma: draw.tensor([channels]),
    beta: draw.tensor([channels]),
    input: batch(draw, channels, pixels, mode === "training" ? least : 1),
    mode,
    options: {
      ...(draw.boolean() ? { epsilon: draw.number(0, 0.1) } : {}),
      ...(draw.boolean() ? { momentum: draw.number(0, 1) } : {}),
    },
  };
}

export default inputs({
  batchNorm(draw) {
    const channels = draw.size(1, 4);
    const pixels = drawPixels(draw);
    return {
      input: batch(draw, channels, pixels, pixels.length === 0 ? 3 : 1),
      gamma: draw.tensor([channels]),
      beta: draw.tensor([channels]),
      options: draw.boolean() ? { epsilon: draw.number(0, 0.1) } : {},
    };
  },
  layerState(draw) {
    const { batches, options } = layerInputs(draw, "training");
    return { batches, options };
  },
  layerForward: (draw) => layerInputs(draw, draw.pick(["training", "evaluation"])),
});
