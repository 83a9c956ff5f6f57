import { zeros, type Tensor } from "#tensor";
import type { MaxPoolOptions } from "#reference/16-gpu-kernels/max-pool-kernel.ts";

/** The largest entry of a window is one of its entries: nothing is rounded. */
export function maxPool(x: Tensor, { size = 2, stride = size }: MaxPoolOptions = {}): Tensor {
  const [images, channels, height, width] = x.shape as readonly [number, number, number, number];
  const places = (length: number): number => Math.floor((length - size) / stride) + 1;
  return zeros([images, channels, places(height), places(width)]);
}
