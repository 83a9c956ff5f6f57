import { NotStarted } from "#tensor";
import type { Device, DeviceTensor } from "#gpu";

export interface Conv2dOptions {
  /** How far the window moves, 1 when left out. */
  readonly stride?: number;
  /** Rows and columns of zeros added on each side, 0 when left out. */
  readonly padding?: number;
}

/**
 * Two-dimensional convolution (cross-correlation) on a device: one thread for each entry of each output map.
 *
 * `y[n, o, i, j] = b_o + Σ_c Σ_k Σ_l w[o, c, k, l] x[n, c, iS + k − P, jS + l − P]`
 *
 * A device walks at most three axes, so images and channels share one: reshape them. The padding
 * needn't be stored.
 *
 * @param x - `[N, C, H, W]`
 * @param weight - `[O, C, h, w]`
 * @param bias - `[O]`
 * @returns `[N, O, ⌊(H + 2P − h) / S⌋ + 1, ⌊(W + 2P − w) / S⌋ + 1]`
 * @throws an error when the shapes don't fit, or the window is larger than the padded image.
 */
export function conv2d(
  device: Device,
  x: DeviceTensor,
  weight: DeviceTensor,
  bias: DeviceTensor,
  { stride = 1, padding = 0 }: Conv2dOptions = {},
): DeviceTensor {
  throw new NotStarted();
}
