import type { Device, DeviceTensor, Thread, Volume } from "#gpu";

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
 * @throws RangeError - when the window is larger than the image.
 * @see Scherer, Müller & Behnke, Evaluation of Pooling Operations in Convolutional Architectures for Object Recognition (2010)
 *
 * @example
 * const device = new PlainDevice();
 * const x = device.upload(tensor([[[[-1, -2, 5], [-3, -4, 6]]]]));
 * device.read(maxPool(device, x, { stride: 1 })) // => [[[[-1, 6]]]]
 */
export function maxPool(
  device: Device,
  x: DeviceTensor,
  { size = 2, stride = size }: MaxPoolOptions = {},
): DeviceTensor {
  const [images, channels, height, width] = x.shape as readonly [number, number, number, number];
  const rows = Math.floor((height - size) / stride) + 1;
  const columns = Math.floor((width - size) / stride) + 1;
  if (rows < 1 || columns < 1)
    throw new RangeError(`maxPool: the window of ${size} × ${size} is larger than the image of ${height} × ${width}.`);
  const planes = images * channels;
  const output = device.launch(
    largestInWindow,
    [planes, rows, columns],
    { size, stride },
    device.reshape(x, [planes, height, width]),
  );
  return device.reshape(output, [images, channels, rows, columns]);
}

function largestInWindow(this: Thread<"size" | "stride">, x: Volume): number {
  const top = this.thread.y * this.constants.stride;
  const left = this.thread.x * this.constants.stride;
  let largest = x[this.thread.z]![top]![left]!;
  for (let k = 0; k < this.constants.size; k++) {
    for (let l = 0; l < this.constants.size; l++) {
      largest = Math.max(largest, x[this.thread.z]![top + k]![left + l]!);
    }
  }
  return largest;
}
