import { arange, type Tensor } from "#tensor";
import { col2im } from "#reference/10-convolutional-networks/conv2d-im2col.ts";
import { poolingWindows } from "#reference/10-convolutional-networks/pooling-windows.ts";

export interface MaxPoolOptions {
  /** Rows, and columns, that the window moves on between two outputs: S, `kernelSize` when left out. */
  readonly stride?: number;
  /** Rows and columns put around the image on every side: P, 0 when left out; at most half of `kernelSize`. */
  readonly padding?: number;
}

/**
 * Keeps the largest value of each window of a channel.
 *
 * `y[n, c, i, j] = max x[n, c, iS + k − P, jS + l − P]` over k and l from 0 to K − 1
 * `H' = ⌊(H + 2P − K) / S⌋ + 1`, and W' likewise
 *
 * The padding never wins: it counts as −∞. As 0 it would be larger than any negative value.
 *
 * @param input - `[N, C, H, W]` x.
 * @param kernelSize - K, height and width of the window.
 * @param options - stride and padding.
 * @returns `[N, C, H', W']`.
 * @throws ShapeError - when `input` has other axes, or the window does not fit the padded image.
 * @throws RangeError - when a size or an option is not a whole number or is too small, or the padding is larger than half
 *   of the window, so that a window could lie outside the image.
 * @example maxPool2d(tensor([[[[1, 2, 9, 4], [5, 6, 7, 8]]]]), 2) // => [[[[6, 9]]]]
 * @see Goodfellow, Bengio & Courville, Deep Learning (2016), section 9.3.
 */
export function maxPool2d(input: Tensor, kernelSize: number, options: MaxPoolOptions = {}): Tensor {
  const { stride = kernelSize, padding = 0 } = options;
  return poolingWindows("maxPool2d", input, kernelSize, { stride, padding, edge: -Infinity }).max(2);
}

/**
 * Gradient of a loss with respect to the input of {@link maxPool2d}.
 *
 * `dL/dx[n, c, p, q] = Σ dL/dy[n, c, i, j]` over the windows (i, j) whose largest value is x[n, c, p, q]
 *
 * Nothing else in a window moves its maximum. Where several values of a window are the largest, the first of them, row by
 * row, receives all: the maximum has no derivative there, and this is one of its subgradients, the one that PyTorch takes.
 *
 * @param input - as in the forward pass, and so are `kernelSize` and `options`.
 * @param gradOutput - `[N, C, H', W']` dL/dy.
 * @returns dL/dx, `[N, C, H, W]`.
 * @example
 * const input = tensor([[[[1, 2, 9, 4], [5, 6, 7, 8]]]]);
 * maxPool2dBackward(input, 2, tensor([[[[3, -2]]]])) // => [[[[0, 0, -2, 0], [0, 3, 0, 0]]]]
 */
export function maxPool2dBackward(
  input: Tensor,
  kernelSize: number,
  gradOutput: Tensor,
  options: MaxPoolOptions = {},
): Tensor {
  const { stride = kernelSize, padding = 0 } = options;
  const windows = poolingWindows("maxPool2dBackward", input, kernelSize, { stride, padding, edge: -Infinity });
  const entries = arange(kernelSize ** 2).reshape([-1, 1, 1]);
  const isLargest = windows.argmax(2, { keepDims: true }).equal(entries); // [N, C, K², H', W']
  const gradWindows = isLargest.mul(gradOutput.expandDims(2));
  return col2im(gradWindows, input.shape, [kernelSize, kernelSize], { stride, padding });
}
