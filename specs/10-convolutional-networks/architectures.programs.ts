import type { Random, Tensor } from "#tensor";
import type { Name } from "#reference/10-convolutional-networks/architectures.ts";

type Module = typeof import("#reference/10-convolutional-networks/architectures.ts");

const product = (shape: readonly number[]): number => shape.reduce((size, length) => size * length, 1);

/** What follows from a published architecture: number of parameters, shape of the last maps and of the output, receptive field. */
export function published({ architecture, outputShape, parameterShapes, receptiveField }: Module, name: Name) {
  const layers = architecture(name);
  const image = name === "LeNet-5" ? [1, 32, 32] : [3, 224, 224];
  const end = layers.findIndex(({ type }) => type === "flatten" || type === "globalAveragePool");
  return {
    parameters: parameterShapes(layers, image)
      .map(product)
      .reduce((sum, size) => sum + size, 0),
    maps: outputShape(layers.slice(0, end), image),
    output: outputShape(layers, image),
    ...receptiveField(layers),
  };
}

/** LeNet-5 with random parameters, run on images `[N, 1, 32, 32]`. */
export function leNet({ architecture, parameterShapes, forward }: Module, images: Tensor, random: Random): Tensor {
  const layers = architecture("LeNet-5");
  const parameters = parameterShapes(layers, [1, 32, 32]).map((shape) =>
    random.normal(shape, 0, 1.5 / Math.sqrt(product(shape.slice(1)))),
  );
  return forward(layers, parameters, images);
}
