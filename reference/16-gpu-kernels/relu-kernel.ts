import type { Device, DeviceTensor, Thread, Vector } from "#gpu";

/**
 * ReLU of a tensor of any shape on a device: laid out flat, one thread for each entry.
 *
 * `relu(x) = x where x > 0, else 0`
 *
 * @param x - any shape.
 * @returns the shape of x.
 * @see NVIDIA, CUDA C++ Programming Guide, 2.2, thread hierarchy
 *
 * @example
 * const device = new PlainDevice();
 * device.read(relu(device, device.upload(tensor([[-1, 2], [3, -4]])))) // => [[0, 2], [3, 0]]
 */
export function relu(device: Device, x: DeviceTensor): DeviceTensor {
  const flat = device.reshape(x, [entriesOf(x)]);
  return device.reshape(device.launch(reluKernel, flat.shape, {}, flat), x.shape);
}

/**
 * Gradient of a loss with respect to x.
 *
 * `dL/dx = dL/dy where x > 0, else 0`
 *
 * @param x - any shape, as in the forward pass.
 * @param gradOutput - the shape of x.
 * @returns the shape of x.
 * @throws RangeError - when the shapes differ.
 *
 * @example
 * const device = new PlainDevice();
 * const [x, g] = [device.upload(tensor([-1, 2])), device.upload(tensor([5, 7]))];
 * device.read(reluBackward(device, x, g)) // => [0, 7]
 */
export function reluBackward(device: Device, x: DeviceTensor, gradOutput: DeviceTensor): DeviceTensor {
  if (x.shape.join() !== gradOutput.shape.join())
    throw new RangeError(
      `reluBackward: gradOutput has shape [${gradOutput.shape.join(", ")}], expected [${x.shape.join(", ")}], that of x.`,
    );
  const size = [entriesOf(x)];
  const [flat, gradFlat] = [device.reshape(x, size), device.reshape(gradOutput, size)];
  return device.reshape(device.launch(reluBackwardKernel, size, {}, flat, gradFlat), x.shape);
}

function entriesOf({ shape }: DeviceTensor): number {
  return shape.reduce((product, size) => product * size, 1);
}

function reluKernel(this: Thread, x: Vector): number {
  return Math.max(x[this.thread.x]!, 0);
}

function reluBackwardKernel(this: Thread, x: Vector, gradOutput: Vector): number {
  if (x[this.thread.x]! > 0) {
    return gradOutput[this.thread.x]!;
  }
  return 0;
}
