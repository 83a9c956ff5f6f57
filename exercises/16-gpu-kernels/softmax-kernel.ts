import { NotStarted } from "#tensor";
import type { Device, DeviceTensor } from "#gpu";

/**
 * Softmax of each row on a device, in several launches.
 *
 * `softmax(x)[n, c] = exp(x[n, c] − m_n) / Σ_k exp(x[n, k] − m_n)`, where `m_n = max_k x[n, k]`
 *
 * A thread can't see what another has computed before the launch is over, so what all of a row need is launched first.
 *
 * @param x - `[N, C]`
 * @returns `[N, C]`
 * @throws an error when x is not a matrix.
 */
export function softmax(device: Device, x: DeviceTensor): DeviceTensor {
  throw new NotStarted();
}
