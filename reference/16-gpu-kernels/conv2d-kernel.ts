import type { Device, DeviceTensor, Thread, Vector, Volume } from "#gpu";

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
 * A device walks at most three axes, so images and channels share one: plane n C + c of x, o C + c of w, n O + o of y. The padding
 * is never stored: a thread leaves out what lies beside the image.
 *
 * @param x - `[N, C, H, W]`
 * @param weight - `[O, C, h, w]`
 * @param bias - `[O]`
 * @returns `[N, O, ⌊(H + 2P − h) / S⌋ + 1, ⌊(W + 2P − w) / S⌋ + 1]`
 * @throws RangeError - when the shapes don't fit, or the window is larger than the padded image.
 * @see Chellapilla, Puri & Simard, High Performance Convolutional Neural Networks for Document Processing (2006)
 *
 * @example
 * const device = new PlainDevice();
 * const [x, weight, bias] = [arange(9).reshape([1, 1, 3, 3]), ones([1, 1, 2, 2]), tensor([1])].map((values) => device.upload(values));
 * device.read(conv2d(device, x, weight, bias)) // => [[[[9, 13], [21, 25]]]]
 */
export function conv2d(
  device: Device,
  x: DeviceTensor,
  weight: DeviceTensor,
  bias: DeviceTensor,
  { stride = 1, padding = 0 }: Conv2dOptions = {},
): DeviceTensor {
  const [images, channels, height, width] = x.shape as readonly [number, number, number, number];
  const [maps, depth, windowHeight, windowWidth] = weight.shape as readonly [number, number, number, number];
  if (depth !== channels || bias.shape.join() !== String(maps))
    throw new RangeError(
      `conv2d: x has shape [${x.shape.join(", ")}], weight [${weight.shape.join(", ")}] and bias [${bias.shape.join(", ")}], expected [N, C, H, W], [O, C, h, w] and [O].`,
    );
  const rows = Math.floor((height + 2 * padding - windowHeight) / stride) + 1;
  const columns = Math.floor((width + 2 * padding - windowWidth) / stride) + 1;
  if (rows < 1 || columns < 1)
    throw new RangeError(
      `conv2d: the window of ${windowHeight} × ${windowWidth} is larger than the image of ${height} × ${width} with padding ${padding}.`,
    );
  const output = device.launch(
    convolve,
    [images * maps, rows, columns],
    { channels, maps, height, width, windowHeight, windowWidth, stride, padding },
    device.reshape(x, [images * channels, height, width]),
    device.reshape(weight, [maps * channels, windowHeight, windowWidth]),
    bias,
  );
  return device.reshape(output, [images, maps, rows, columns]);
}

type Sizes = "channels" | "maps" | "height" | "width" | "windowHeight" | "windowWidth" | "stride" | "padding";

function convolve(this: Thread<Sizes>, x: Volume, weight: Volume, bias: Vector): number {
  const image = Math.floor(this.thread.z / this.constants.maps);
  const map = this.thread.z - image * this.constants.maps;
  let sum = bias[map]!;
  for (let c = 0; c < this.constants.channels; c++) {
    for (let k = 0; k < this.constants.windowHeight; k++) {
      const row = this.thread.y * this.constants.stride + k - this.constants.padding;
      for (let l = 0; l < this.constants.windowWidth; l++) {
        const column = this.thread.x * this.constants.stride + l - this.constants.padding;
        if (row >= 0 && row < this.constants.height && column >= 0 && column < this.constants.width) {
          sum +=
            weight[map * this.constants.channels + c]![k]![l]! * x[image * this.constants.channels + c]![row]![column]!;
        }
      }
    }
  }
  return sum;
}
