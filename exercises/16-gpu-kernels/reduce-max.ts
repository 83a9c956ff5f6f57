import { NotStarted } from "#tensor";
import type { Device, DeviceTensor } from "#gpu";

/**
 * Largest entry of a vector on a device, in rounds of blocks.
 *
 * `max_i x_i`
 *
 * @param x - `[N]`
 * @returns `[1]`
 * @throws an error when x is not a vector.
 */
export function reduceMax(device: Device, x: DeviceTensor): DeviceTensor {
  throw new NotStarted();
}
