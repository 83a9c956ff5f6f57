/** A layer as far as its parameters go. */
export type Layer =
  | {
      readonly type: "conv2d";
      readonly inChannels: number;
      readonly outChannels: number;
      /** Rows and columns of the kernel; one number for a square. */
      readonly kernelSize: number | readonly [height: number, width: number];
      /** How many blocks the channels are split into: G, 1 when left out. */
      readonly groups?: number;
      /** Whether a bias is added: true when left out. */
      readonly bias?: boolean;
    }
  | { readonly type: "linear"; readonly inFeatures: number; readonly outFeatures: number; readonly bias?: boolean }
  | { readonly type: "batchNorm"; readonly channels: number }
  | { readonly type: "relu" | "maxPool" | "averagePool" | "flatten" | "dropout" };

export interface Parameters {
  readonly weights: number;
  readonly biases: number;
}

/**
 * How many numbers a layer learns.
 *
 * Convolution: `weights = O · (C / G) · KH · KW`, `biases = O`
 * Linear: `weights = O · I`, `biases = O`
 * Batch normalisation: `weights = C` (the scales γ), `biases = C` (the shifts β)
 *
 * The size of the image is nowhere in it: a kernel is used at every place. Running means and variances of batch
 * normalisation are stored with a model, but not learned, so they aren't counted.
 *
 * @param layer - one layer; relu, maxPool, averagePool, flatten and dropout learn nothing.
 * @throws RangeError - when a size is not a whole number, at least 1, or G does not divide the channels on both sides.
 * @throws TypeError - when the type is none of these.
 * @example layerParameters({ type: "conv2d", inChannels: 3, outChannels: 8, kernelSize: 5 }) // => { weights: 600, biases: 8 }
 * @see Goodfellow, Bengio & Courville, Deep Learning (2016), section 9.2.
 */
export function layerParameters(layer: Layer): Parameters {
  switch (layer.type) {
    case "conv2d": {
      const { inChannels, outChannels, kernelSize, groups = 1, bias = true } = layer;
      const [kernelHeight, kernelWidth] = typeof kernelSize === "number" ? [kernelSize, kernelSize] : kernelSize;
      checkSizes({ inChannels, outChannels, kernelHeight, kernelWidth, groups });
      checkGroups({ inChannels, outChannels }, groups);
      const weights = outChannels * (inChannels / groups) * kernelHeight * kernelWidth;
      return { weights, biases: bias ? outChannels : 0 };
    }
    case "linear": {
      const { inFeatures, outFeatures, bias = true } = layer;
      checkSizes({ inFeatures, outFeatures });
      return { weights: outFeatures * inFeatures, biases: bias ? outFeatures : 0 };
    }
    case "batchNorm":
      checkSizes({ channels: layer.channels });
      return { weights: layer.channels, biases: layer.channels };
    case "relu":
    case "maxPool":
    case "averagePool":
    case "flatten":
    case "dropout":
      return { weights: 0, biases: 0 };
    default:
      throw new TypeError(
        `layerParameters: layer.type is ${JSON.stringify((layer as { type: unknown }).type)}, expected conv2d, linear, ` +
          "batchNorm, relu, maxPool, averagePool, flatten or dropout.",
      );
  }
}

/**
 * How many numbers a network learns: weights and biases of all its layers.
 *
 * @param layers - in any order; of none the count is 0.
 * @throws RangeError - when a layer has sizes that can't be, as in {@link layerParameters}.
 * @throws TypeError - when the type of a layer is unknown.
 * @example
 * const layers = [{ type: "linear", inFeatures: 3, outFeatures: 2 }, { type: "relu" }, { type: "batchNorm", channels: 2 }];
 * parameterCount(layers) // => 12
 */
export function parameterCount(layers: readonly Layer[]): number {
  return layers.map(layerParameters).reduce((total, { weights, biases }) => total + weights + biases, 0);
}

function checkSizes(sizes: { readonly [name: string]: number }): void {
  for (const [name, size] of Object.entries(sizes)) {
    if (Number.isInteger(size) && size >= 1) continue;
    throw new RangeError(`layerParameters: layer.${name} is ${size}, expected a whole number, at least 1.`);
  }
}

function checkGroups(channels: { readonly [name: string]: number }, groups: number): void {
  for (const [name, count] of Object.entries(channels)) {
    if (count % groups === 0) continue;
    throw new RangeError(
      `layerParameters: layer.${name} is ${count}, expected a multiple of layer.groups, ${groups}. ` +
        "Each group has as many channels as the others.",
    );
  }
}
