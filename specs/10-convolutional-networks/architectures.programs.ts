import type { Random, Tensor } from "#tensor";
import type { Layer, Name } from "#reference/10-convolutional-networks/architectures.ts";

type Module = typeof import("#reference/10-convolutional-networks/architectures.ts");

const product = (shape: readonly number[]): number => shape.reduce((size, length) => size * length, 1);

/** What follows from a published architecture. */
export function published({ architecture, outputShape, parameterShapes, receptiveField }: Module, name: Name) {
  const layers = architecture(name);
  const image = name === "LeNet-5" ? [1, 32, 32] : [3, 224, 224];
  const end = layers.findIndex(({ type }) => type === "flatten" || type === "globalAveragePool");
  const body = layers.slice(0, end);
  return {
    parameters: parameterShapes(layers, image)
      .map(product)
      .reduce((sum, size) => sum + size, 0),
    /** The last ones that have places. */
    maps: outputShape(body, image),
    output: outputShape(layers, image),
    ...receptiveField(layers),
    outside: outside(body),
    activations: activations(layers),
  };
}

/**
 * How many pixels outside of the image the first output begins to see: `Σ P j`, j the jump before each window; of several ways the
 * widest. Araujo et al. (Distill, 2019) call it the effective padding.
 */
function outside(layers: readonly Layer[]): number {
  const after = (before: { pixels: number; jump: number }, layer: Layer): { pixels: number; jump: number } => {
    const ways = waysOf(layer);
    if (ways.length > 0) {
      const ends = ways.map((way) => way.reduce(after, before));
      return { pixels: Math.max(...ends.map(({ pixels }) => pixels)), jump: ends[0]!.jump };
    }
    if (!("kernelSize" in layer)) return before;
    const { padding = 0, stride = 1 } = layer;
    return { pixels: before.pixels + padding * before.jump, jump: before.jump * stride };
  };
  return layers.reduce(after, { pixels: 0, jump: 1 }).pixels;
}

/** How many layers are activations, those inside of sums and branches included. */
function activations(layers: readonly Layer[]): number {
  const counts = layers.map((layer) =>
    layer.type === "relu" || layer.type === "tanh"
      ? 1
      : waysOf(layer)
          .map(activations)
          .reduce((sum, count) => sum + count, 0),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

function waysOf(layer: Layer): readonly (readonly Layer[])[] {
  if (layer.type === "residual") return [layer.main, layer.shortcut];
  return layer.type === "concat" ? layer.branches : [];
}

/** LeNet-5 with random parameters, run on images `[N, 1, 32, 32]`. */
export function leNet({ architecture, parameterShapes, forward }: Module, images: Tensor, random: Random): Tensor {
  const layers = architecture("LeNet-5");
  const parameters = parameterShapes(layers, [1, 32, 32]).map((shape) =>
    random.normal(shape, 0, 1.5 / Math.sqrt(product(shape.slice(1)))),
  );
  return forward(layers, parameters, images);
}
