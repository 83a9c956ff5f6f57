import { NotStarted, type Tensor } from "#tensor";

export interface Conv2dOptions {
  /** Rows, and columns, that the kernel moves on between two outputs: S, 1 when left out. */
  readonly stride?: number;
  /** Rows and columns of zeros put around the image on every side: P, 0 when left out. */
  readonly padding?: number;
  /** Distance in the image between neighbouring entries of the kernel: D, 1 when left out. */
  readonly dilation?: number;
  /** How many blocks the channels are split into, each block seen by filters of its own: G, 1 when left out. */
  readonly groups?: number;
}

/**
 * Two-dimensional convolution: at every stop of a sliding kernel, its dot product with what lies under it.
 *
 * `y[n, o, i, j] = b[o] + Σ_c Σ_k Σ_l w[o, c, k, l] · x[n, c, iS + kD − P, jS + lD − P]`, with x = 0 outside the image
 * `H' = ⌊(H + 2P − D (KH − 1) − 1) / S⌋ + 1`, and W' likewise
 *
 * The kernel is not flipped. With groups, c runs over the block of C / G input channels that belongs to the block of
 * O / G output channels in which o lies: the first block of inputs to the first block of outputs, and so on.
 *
 * @param input - `[N, C, H, W]` images x.
 * @param weight - `[O, C / G, KH, KW]` kernels w.
 * @param bias - `[O]` bias b.
 * @param options - stride, padding, dilation and groups, the same in both directions.
 * @returns `[N, O, H', W']`.
 * @throws ShapeError - when `input`, `weight` or `bias` has other axes than these, channels and groups do not go together,
 *   or the kernel does not fit the padded image.
 * @throws RangeError - when an option is not a whole number, or is too small.
 */
export function conv2d(input: Tensor, weight: Tensor, bias: Tensor, options: Conv2dOptions = {}): Tensor {
  throw new NotStarted();
}

/**
 * Gradients of a loss with respect to image, kernels and bias of {@link conv2d}.
 *
 * @param input - as in the forward pass, and so are `weight`, `bias` and `options`.
 * @param gradOutput - `[N, O, H', W']` dL/dy.
 * @returns dL/dx, dL/dw and dL/db, of the shapes of `input`, `weight` and `bias`.
 */
export function conv2dBackward(
  input: Tensor,
  weight: Tensor,
  bias: Tensor,
  gradOutput: Tensor,
  options: Conv2dOptions = {},
): { gradInput: Tensor; gradWeight: Tensor; gradBias: Tensor } {
  throw new NotStarted();
}
