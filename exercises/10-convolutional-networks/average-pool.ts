import { NotStarted, type Tensor } from "#tensor";

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
 * m = K²; or, with countPadding false, the number of the window's places that lie in the image.
 *
 * @param input - `[N, C, H, W]` x.
 * @param kernelSize - K, height and width of the window.
 * @param options - stride, padding and countPadding.
 * @returns `[N, C, H', W']`.
 * @throws ShapeError - when `input` has other axes, or the window does not fit the padded image.
 * @throws RangeError - when a size or an option is not a whole number or is too small, or the padding is larger than half
 *   of the window, so that a window could lie outside the image.
 */
export function averagePool2d(input: Tensor, kernelSize: number, options: AveragePoolOptions = {}): Tensor {
  throw new NotStarted();
}

/**
 * Gradient of a loss with respect to the input of {@link averagePool2d}.
 *
 * @param input - as in the forward pass, and so are `kernelSize` and `options`.
 * @param gradOutput - `[N, C, H', W']` dL/dy.
 * @returns dL/dx, `[N, C, H, W]`.
 */
export function averagePool2dBackward(
  input: Tensor,
  kernelSize: number,
  gradOutput: Tensor,
  options: AveragePoolOptions = {},
): Tensor {
  throw new NotStarted();
}
