import {
  parameterShapes,
  outputShape,
  type Layer,
  type Shape,
} from "#reference/10-convolutional-networks/architectures.ts";
import { inputs, type Draw } from "#graders/spec/authoring.ts";

/** A convolution for maps of this shape. */
function convolution(draw: Draw, [channels, height, width]: Shape): Layer {
  const groups = draw.pick([1, 1, 1, 2, 3].filter((one) => channels! % one === 0));
  const padding = draw.integer(0, 1);
  const kernelSize = draw.integer(1, Math.min(3, height! + 2 * padding, width! + 2 * padding));
  const stride = draw.integer(1, 2);
  return {
    type: "conv",
    channels: groups * draw.integer(1, 3),
    kernelSize,
    ...(stride === 1 && draw.boolean() ? {} : { stride }),
    ...(padding === 0 && draw.boolean() ? {} : { padding }),
    ...(groups === 1 && draw.boolean() ? {} : { groups }),
    ...(draw.boolean() ? { bias: draw.boolean() } : {}),
  };
}

function pooling(draw: Draw, [, height, width]: Shape): Layer {
  const kernelSize = draw.integer(1, Math.min(3, height!, width!));
  const padding = draw.integer(0, Math.floor(kernelSize / 2));
  const type = draw.pick(["maxPool", "averagePool"] as const);
  return { type, kernelSize, stride: draw.integer(1, 2), ...(padding === 0 && draw.boolean() ? {} : { padding }) };
}

/** A convolution that keeps the size. */
function keepsSize(draw: Draw, channels: number): Layer {
  const kernelSize = draw.pick([1, 3]);
  return { type: "conv", channels, kernelSize, padding: (kernelSize - 1) / 2 };
}

function residual(draw: Draw, [before]: Shape): Layer {
  const channels = draw.pick([before!, draw.integer(1, 4)]);
  const shortcut = channels === before && draw.boolean() ? [] : [keepsSize(draw, channels)];
  return {
    type: "residual",
    main: [keepsSize(draw, draw.integer(1, 3)), { type: "relu" }, keepsSize(draw, channels)],
    shortcut,
  };
}

function concat(draw: Draw): Layer {
  const branches = [
    draw.boolean() ? [] : [keepsSize(draw, draw.integer(1, 3))],
    [keepsSize(draw, draw.integer(1, 3)), { type: "tanh" }, keepsSize(draw, draw.integer(1, 3))] as const,
    [{ type: "maxPool", kernelSize: 3, stride: 1, padding: 1 }] as const,
  ];
  return { type: "concat", branches: branches.slice(0, draw.integer(2, 3)) };
}

/** A network that fits, of every kind of layer now and then. */
function network(draw: Draw): { layers: Layer[]; inputShape: Shape } {
  const inputShape = [draw.size(1, 4), draw.size(3, 7), draw.size(4, 8)];
  const layers: Layer[] = [];
  let shape: Shape = inputShape;
  for (let count = draw.integer(1, 4); count > 0; count--) {
    const make = draw.pick([convolution, convolution, pooling, residual, concat]);
    layers.push(make(draw, shape));
    shape = outputShape(layers, inputShape);
    if (draw.boolean()) layers.push({ type: draw.pick(["relu", "tanh", "batchNorm", "dropout"] as const) });
  }
  if (draw.boolean()) {
    layers.push(
      { type: draw.pick(["flatten", "globalAveragePool"] as const) },
      { type: "linear", features: draw.integer(1, 4) },
    );
    if (draw.boolean()) layers.push({ type: "tanh" }, { type: "linear", features: draw.integer(1, 3) });
  }
  return { layers, inputShape };
}

export default inputs({
  outputShape: network,
  parameterShapes: network,
  receptiveField: (draw) => ({ layers: network(draw).layers }),
  forward: (draw) => {
    const { layers, inputShape } = network(draw);
    const parameters = parameterShapes(layers, inputShape).map((shape) => draw.tensor(shape, -1, 1));
    return { layers, parameters, images: draw.tensor([draw.integer(2, 3), ...inputShape]) };
  },
  leNet: (draw) => ({ images: draw.tensor([draw.size(1, 2), 1, 32, 32]), random: draw.random() }),
});
