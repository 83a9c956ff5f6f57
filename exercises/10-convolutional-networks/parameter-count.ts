import { NotStarted } from "#tensor";

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
 * How many numbers a layer learns. Of batch normalisation, the scales γ count as weights and the shifts β as biases;
 * running means and variances are stored with a model, but not learned, so they aren't counted.
 *
 * @param layer - one layer; relu, maxPool, averagePool, flatten and dropout learn nothing.
 * @throws RangeError - when a size is not a whole number, at least 1, or G does not divide the channels on both sides.
 * @throws TypeError - when the type is none of these.
 */
export function layerParameters(layer: Layer): Parameters {
  throw new NotStarted();
}

/**
 * How many numbers a network learns: weights and biases of all its layers.
 *
 * @param layers - in any order; of none the count is 0.
 * @throws RangeError - when a layer has sizes that can't be, as in {@link layerParameters}.
 * @throws TypeError - when the type of a layer is unknown.
 */
export function parameterCount(layers: readonly Layer[]): number {
  throw new NotStarted();
}
