import { ones, type Tensor } from "#tensor";
import { col2im } from "#reference/10-convolutional-networks/conv2d-im2col.ts";
import { poolingWindows } from "#reference/10-convolutional-networks/pooling-windows.ts";

export interface AveragePoolOptions {
  /** Rows, and columns, that the window moves on between two outputs: S, `kernelSize` when left out. */
  readonly stride?: number;
  /** Rows and columns of zeros put around the image on every side: P, 0 when left out; at most half of `kernelSize`. */
  readonly padding?: number;
  /** Whether the zeros of the padding count in the mean, true when left out. */
  readonly countPadding?: boolean;
}

/**
 * Takes the mean of each window of a channel.
 *
 * `y[n, c, i, j] = (1/m) Σ_k Σ_l x[n, c, iS + k − P, jS + l − P]`, with x = 0 outside the image
 * `H' = ⌊(H + 2P − K) / S⌋ + 1`, and W' likewise
 *
 * m = K², so that padding draws the mean towards 0; or, with countPadding false, the number of the window's places that
 * lie in the image, so that a constant image stays constant up to its border.
 *
 * @param input - `[N, C, H, W]` x.
 * @param kernelSize - K, height and width of the window.
 * @param options - stride, padding and countPadding.
 * @returns `[N, C, H', W']`.
 * @throws ShapeError - when `input` has other axes, or the window does not fit the padded image.
 * @throws RangeError - when a size or an option is not a whole number or is too small, or the padding is larger than half
 *   of the window, so that a window could lie outside the image.
 * @example averagePool2d(tensor([[[[1, 2, 9, 4], [5, 6, 7, 8]]]]), 2) // => [[[[3.5, 7]]]]
 * @see LeCun et al., Gradient-based learning applied to document recognition (1998), section II.A: its subsampling.
 */
export function averagePool2d(input: Tensor, kernelSize: number, options: AveragePoolOptions = {}): Tensor {
  const { stride = kernelSize, padding = 0 } = options;
  const windows = poolingWindows("averagePool2d", input, kernelSize, { stride, padding, edge: 0 });
  return windows.sum(2).div(counts(input, kernelSize, options));
}

/**
 * Gradient of a loss with respect to the input of {@link averagePool2d}.
 *
 * `dL/dx[n, c, p, q] = Σ dL/dy[n, c, i, j] / m` over the windows (i, j) in which the pixel lies, each with its own m
 *
 * @param input - as in the forward pass, and so are `kernelSize` and `options`.
 * @param gradOutput - `[N, C, H', W']` dL/dy.
 * @returns dL/dx, `[N, C, H, W]`.
 * @example averagePool2dBackward(tensor([[[[1, 2], [3, 4]]]]), 2, tensor([[[[8]]]])) // => [[[[2, 2], [2, 2]]]]
 */
export function averagePool2dBackward(
  input: Tensor,
  kernelSize: number,
  gradOutput: Tensor,
  options: AveragePoolOptions = {},
): Tensor {
  const { stride = kernelSize, padding = 0 } = options;
  const [batch, channels, rows, columns] = gradOutput.shape as [number, number, number, number];
  const share = gradOutput.div(counts(input, kernelSize, options)).expandDims(2);
  const gradWindows = share.broadcastTo([batch, channels, kernelSize ** 2, rows, columns]);
  return col2im(gradWindows, input.shape, [kernelSize, kernelSize], { stride, padding });
}

/** m for each window, `[1, 1, H', W']`, the same for all channels. */
function counts(input: Tensor, kernelSize: number, options: AveragePoolOptions): Tensor {
  const { stride = kernelSize, padding = 0, countPadding = true } = options;
  const image = ones([1, 1, ...input.shape.slice(2)]);
  return poolingWindows("averagePool2d", image, kernelSize, { stride, padding, edge: countPadding ? 1 : 0 }).sum(2);
}
