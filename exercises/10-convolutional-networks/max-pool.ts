import { NotStarted, type Tensor } from "#tensor";

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
 * The padding never wins, whatever the values of the image.
 *
 * @param input - `[N, C, H, W]` x.
 * @param kernelSize - K, height and width of the window.
 * @param options - stride and padding.
 * @returns `[N, C, H', W']`.
 * @throws ShapeError - when `input` has other axes, or the window does not fit the padded image.
 * @throws RangeError - when a size or an option is not a whole number or is too small, or the padding is larger than half
 *   of the window, so that a window could lie outside the image.
 */
export function maxPool2d(input: Tensor, kernelSize: number, options: MaxPoolOptions = {}): Tensor {
  throw new NotStarted();
}

/**
 * Gradient of a loss with respect to the input of {@link maxPool2d}.
 *
 * Where several values of a window are the largest, the first of them, row by row, receives all.
 *
 * @param input - as in the forward pass, and so are `kernelSize` and `options`.
 * @param gradOutput - `[N, C, H', W']` dL/dy.
 * @returns dL/dx, `[N, C, H, W]`.
 */
export function maxPool2dBackward(
  input: Tensor,
  kernelSize: number,
  gradOutput: Tensor,
  options: MaxPoolOptions = {},
): Tensor {
  throw new NotStarted();
}
