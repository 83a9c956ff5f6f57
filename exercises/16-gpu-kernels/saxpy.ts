import { NotStarted } from "#tensor";
import type { Device, DeviceTensor } from "#gpu";

/**
 * Scalar a times x plus y, entry by entry.
 *
 * `saxpy(a, x, y)_i = a x_i + y_i`
 *
 * @param a - a plain number, the same for all threads.
 * @param x - `[N]`
 * @param y - `[N]`
 * @returns `[N]`
 * @throws an error when x and y have different shapes.
 */
export function saxpy(device: Device, a: number, x: DeviceTensor, y: DeviceTensor): DeviceTensor {
  throw new NotStarted();
}
