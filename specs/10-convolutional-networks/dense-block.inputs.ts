import type { Tensor } from "#tensor";
import { inputs, type Draw } from "#graders/spec/authoring.ts";

/** A layer that gets so many channels. */
function layer(draw: Draw, channels: number, growth: number): { gamma: Tensor; beta: Tensor; weight: Tensor } {
  return {
    gamma: draw.tensor([channels], -2, 2),
    beta: draw.tensor([channels], -1, 1),
    weight: draw.tensor([growth, channels, 3, 3], -1, 1),
  };
}

function images(draw: Draw): { input: Tensor; channels: number } {
  const channels = draw.size(1, 3);
  return { input: draw.tensor([draw.size(1, 3), channels, draw.integer(2, 4), draw.integer(3, 5)], -2, 2), channels };
}

function block(draw: Draw) {
  const { input, channels } = images(draw);
  const growth = draw.size(1, 3);
  const layers = Array.from({ length: draw.integer(1, 3) }, (_, index) =>
    layer(draw, channels + index * growth, growth),
  );
  return { input, layers };
}

/** Two layers, of which the second may give another number of channels. */
function twoLayers(draw: Draw) {
  const { input, channels } = images(draw);
  const [growth, more] = [draw.size(1, 3), draw.size(1, 3)];
  return { input, first: layer(draw, channels, growth), second: layer(draw, channels + growth, more) };
}

export default inputs({ denseBlock: block, denseBlockBackward: block, twoLayers });
