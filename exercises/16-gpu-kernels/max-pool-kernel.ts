import { NotStarted } from "#tensor";
import type { Device, DeviceTensor } from "#gpu";

export interface MaxPoolOptions {
  /** Height and width of the window, 2 when left out. */
  readonly size?: number;
  /** How far the window moves; as far as it is wide when left out. */
  readonly stride?: number;
}

/**
 * Max pooling on a device: one thread for each window.
 *
 * `y[n, c, i, j] = max_{k, l < size} x[n, c, iS + k, jS + l]`
 *
 * Images and channels share the device's third axis. Rows and columns that no whole window reaches are left out.
 *
 * @param x - `[N, C, H, W]`
 * @returns `[N, C, ⌊(H − size) / S⌋ + 1, ⌊(W − size) / S⌋ + 1]`
 * @throws an error when the window is larger than the image.
 */
export function maxPool(
  device: Device,
  x: DeviceTensor,
  { size = 2, stride = size }: MaxPoolOptions = {},
): DeviceTensor {
  throw new NotStarted();
}
