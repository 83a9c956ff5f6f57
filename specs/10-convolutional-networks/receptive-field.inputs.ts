import { inputs, type Draw } from "#graders/spec/authoring.ts";
import type { WindowLayer } from "#reference/10-convolutional-networks/receptive-field.ts";

/** An option at its default is left out every other time. */
function layer(draw: Draw): WindowLayer {
  const kernelSize = draw.pick([1, 2, 3, 3, 5, 7]);
  const stride = draw.pick([1, 1, 2, 3]);
  const dilation = draw.pick([1, 1, 2, 3]);
  const padding = draw.pick([0, draw.integer(0, dilation * (kernelSize - 1))]);
  return {
    kernelSize,
    ...(stride === 1 && draw.boolean() ? {} : { stride }),
    ...(padding === 0 && draw.boolean() ? {} : { padding }),
    ...(dilation === 1 && draw.boolean() ? {} : { dilation }),
  };
}

const stack = (draw: Draw, most: number): WindowLayer[] =>
  Array.from({ length: draw.integer(1, most) }, () => layer(draw));

/** The size of an image for which the last layer has so many outputs, with a rest that the strides leave over. */
function imageFor(draw: Draw, layers: readonly WindowLayer[], outputs: number): number {
  let size = outputs;
  for (const { kernelSize, stride = 1, padding = 0, dilation = 1 } of layers.toReversed()) {
    const padded = (size - 1) * stride + dilation * (kernelSize - 1) + 1 + draw.integer(0, stride - 1);
    size = Math.max(1, padded - 2 * padding);
  }
  return size;
}

export default inputs({
  receptiveField: (draw) => ({ layers: stack(draw, 6) }),
  pixelsSeen: (draw) => {
    const layers = stack(draw, 3);
    const outputs = draw.integer(1, 5);
    // A layer may get more than it needs where its padding alone would do, so there may be more outputs, never fewer.
    return { layers, imageSize: imageFor(draw, layers, outputs), output: draw.integer(0, outputs - 1) };
  },
});
