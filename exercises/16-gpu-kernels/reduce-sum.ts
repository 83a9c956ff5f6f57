import { NotStarted } from "#tensor";
import type { Device, DeviceTensor } from "#gpu";

/**
 * Sum of a vector on a device, in rounds of blocks.
 *
 * `Σ_i x_i`
 *
 * One thread for the whole vector would leave all others idle. It would be less exact, too: in float32 a running sum loses the last digits of
 * each number it takes in, N − 1 times over. Let no number pass through more than 64 additions.
 *
 * @param x - `[N]`
 * @returns `[1]`
 * @throws an error when x is not a vector.
 */
export function reduceSum(device: Device, x: DeviceTensor): DeviceTensor {
  throw new NotStarted();
}
