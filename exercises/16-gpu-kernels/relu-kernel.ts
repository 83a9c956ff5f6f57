import { NotStarted } from "#tensor";
import type { Device, DeviceTensor } from "#gpu";

/**
 * ReLU of a tensor of any shape on a device.
 *
 * `relu(x) = x where x > 0, else 0`
 *
 * @param x - any shape.
 * @returns the shape of x.
 */
export function relu(device: Device, x: DeviceTensor): DeviceTensor {
  throw new NotStarted();
}

/**
 * Gradient of a loss with respect to x.
 *
 * `dL/dx = dL/dy where x > 0, else 0`
 *
 * @param x - any shape, as in the forward pass.
 * @param gradOutput - the shape of x.
 * @returns the shape of x.
 * @throws an error when the shapes differ.
 */
export function reluBackward(device: Device, x: DeviceTensor, gradOutput: DeviceTensor): DeviceTensor {
  throw new NotStarted();
}
