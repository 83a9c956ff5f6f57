import type { Device, DeviceTensor, Thread, Vector } from "#gpu";

/**
 * Scalar a times x plus y, entry by entry: the "hello world" of GPU computing, and a step of gradient descent with a = −η.
 *
 * `saxpy(a, x, y)_i = a x_i + y_i`
 *
 * Nothing is shared between threads and each number is read once, so its speed is that of the memory.
 *
 * @param a - a plain number, the same for all threads.
 * @param x - `[N]`
 * @param y - `[N]`
 * @returns `[N]`
 * @throws RangeError - when x and y have different shapes.
 * @see Lawson, Hanson, Kincaid & Krogh, Basic Linear Algebra Subprograms for Fortran Usage (1979)
 *
 * @example
 * const device = new PlainDevice();
 * const [x, y] = [device.upload(tensor([1, 2, 3])), device.upload(tensor([10, 20, 30]))];
 * device.read(saxpy(device, 2, x, y)) // => [12, 24, 36]
 */
export function saxpy(device: Device, a: number, x: DeviceTensor, y: DeviceTensor): DeviceTensor {
  if (x.shape.length !== 1 || x.shape[0] !== y.shape[0] || y.shape.length !== 1)
    throw new RangeError(
      `saxpy: x has shape [${x.shape.join(", ")}] and y [${y.shape.join(", ")}], expected two vectors of one length.`,
    );
  return device.launch(saxpyKernel, x.shape, {}, a, x, y);
}

function saxpyKernel(this: Thread, a: number, x: Vector, y: Vector): number {
  return a * x[this.thread.x]! + y[this.thread.x]!;
}
