import { inputs, type Draw } from "#graders/spec/authoring.ts";
import type { Layer } from "#reference/10-convolutional-networks/parameter-count.ts";

/** An option at its default is left out every other time. */
const withBias = (draw: Draw) => (draw.boolean() ? {} : { bias: draw.boolean() });

const kinds: readonly ((draw: Draw) => Layer)[] = [
  (draw) => {
    const groups = draw.pick([1, 1, 2, 3, 4]);
    return {
      type: "conv2d",
      inChannels: groups * draw.integer(1, 8),
      outChannels: groups * draw.integer(1, 8),
      kernelSize: draw.boolean() ? draw.integer(1, 7) : ([draw.integer(1, 7), draw.integer(1, 7)] as const),
      ...(groups === 1 && draw.boolean() ? {} : { groups }),
      ...withBias(draw),
    };
  },
  (draw) => ({
    type: "linear",
    inFeatures: draw.integer(1, 100),
    outFeatures: draw.integer(1, 100),
    ...withBias(draw),
  }),
  (draw) => ({ type: "batchNorm", channels: draw.integer(1, 64) }),
  (draw) => ({ type: draw.pick(["relu", "maxPool", "averagePool", "flatten", "dropout"] as const) }),
];

export default inputs({
  layerParameters: (draw) => ({ layer: draw.pick([kinds[0]!, kinds[0]!, ...kinds.slice(0, 3)])(draw) }),
  parameterCount: (draw) => ({
    layers: Array.from({ length: draw.integer(1, 6) }, () => draw.pick(kinds)(draw)),
  }),
});
