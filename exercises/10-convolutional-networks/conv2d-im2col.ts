import { NotStarted, type Tensor } from "#tensor";

export interface WindowOptions {
  /** Rows, and columns, that the kernel moves on between two outputs: S, 1 when left out. */
  readonly stride?: number;
  /** Rows and columns of zeros put around the image on every side: P, 0 when left out. */
  readonly padding?: number;
  /** Distance in the image between neighbouring entries of the kernel: D, 1 when left out. */
  readonly dilation?: number;
}

export interface Conv2dOptions extends WindowOptions {
  /** How many blocks the channels are split into, each block seen by filters of its own: G, 1 when left out. */
  readonly groups?: number;
}

/**
 * Writes out what lies under a sliding kernel: one column for each stop.
 *
 * `columns[n, (c KH + k) KW + l, i W' + j] = x[n, c, iS + kD − P, jS + lD − P]`, with x = 0 outside the image
 *
 * @param input - `[N, C, H, W]` images x.
 * @param kernelSize - KH and KW.
 * @param options - stride, padding and dilation, the same in both directions.
 * @returns `[N, C·KH·KW, H'·W']`.
 * @throws ShapeError - when the kernel does not fit the padded image.
 * @throws RangeError - when a size or an option is not a whole number, or too small.
 */
export function im2col(
  input: Tensor,
  kernelSize: readonly [height: number, width: number],
  options: WindowOptions = {},
): Tensor {
  throw new NotStarted();
}

/**
 * Adds columns up into images: the adjoint of {@link im2col}, and so the gradient of its input.
 *
 * `x[n, c, p, q] = Σ columns[n, (c KH + k) KW + l, i W' + j]` over all entries with p = iS + kD − P and q = jS + lD − P
 *
 * What would lie in the padding is dropped.
 *
 * @param columns - `[N, C·KH·KW, H'·W']`.
 * @param inputShape - `[N, C, H, W]`.
 * @param kernelSize - KH and KW.
 * @param options - stride, padding and dilation.
 * @returns `[N, C, H, W]`.
 * @throws ShapeError - when `columns` has another size than {@link im2col} gives.
 */
export function col2im(
  columns: Tensor,
  inputShape: readonly number[],
  kernelSize: readonly [height: number, width: number],
  options: WindowOptions = {},
): Tensor {
  throw new NotStarted();
}

/**
 * Convolution in two dimensions as one matrix product for each image and group.
 *
 * It equals conv2d. With groups, the first block of input channels goes to the first block of outputs, and so on.
 *
 * @param input - `[N, C, H, W]` images x.
 * @param weight - `[O, C / G, KH, KW]` kernels w.
 * @param bias - `[O]` bias b.
 * @param options - stride, padding, dilation and groups, as in conv2d.
 * @returns `[N, O, H', W']`.
 * @throws ShapeError - when shapes do not go together, or the kernel does not fit the padded image.
 * @throws RangeError - when an option is not a whole number, or is too small.
 */
export function conv2dIm2col(input: Tensor, weight: Tensor, bias: Tensor, options: Conv2dOptions = {}): Tensor {
  throw new NotStarted();
}

/**
 * Gradients of a loss with respect to image, kernels and bias of {@link conv2dIm2col}.
 *
 * @param input - as in the forward pass, and so are `weight`, `bias` and `options`.
 * @param gradOutput - `[N, O, H', W']` dL/dy.
 * @returns gradients of the shapes of `input`, `weight` and `bias`.
 */
export function conv2dIm2colBackward(
  input: Tensor,
  weight: Tensor,
  bias: Tensor,
  gradOutput: Tensor,
  options: Conv2dOptions = {},
): { gradInput: Tensor; gradWeight: Tensor; gradBias: Tensor } {
  throw new NotStarted();
}
