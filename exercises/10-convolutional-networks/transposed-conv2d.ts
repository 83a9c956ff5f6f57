import { NotStarted, type Tensor } from "#tensor";

export interface TransposedConv2dOptions {
  /** Rows, and columns, between the stamps of two neighbouring inputs: S, 1 when left out. */
  readonly stride?: number;
  /** Rows and columns cut off the output on every side: P, 0 when left out. */
  readonly padding?: number;
  /** Distance in the output between neighbouring entries of the kernel: D, 1 when left out. */
  readonly dilation?: number;
  /** How many blocks the channels are split into, each block with kernels of its own: G, 1 when left out. */
  readonly groups?: number;
  /** Rows and columns more at the bottom and on the right, less than the stride: A, 0 when left out. */
  readonly outputPadding?: number;
}

/**
 * Transposed convolution: every input stamps the kernel, multiplied by its value, onto a larger output.
 *
 * `y[n, o, p, q] = b[o] + Σ x[n, c, i, j] · w[c, o, k, l]` over all terms with p = iS + kD − P and q = jS + lD − P
 * `H' = (H − 1) S − 2P + D (KH − 1) + 1 + A`, and W' likewise
 *
 * It is the adjoint of the convolution with the same kernels, and of the same stride, padding, dilation and groups, which
 * takes [N, O, H', W'] to [N, C, H, W]: `⟨conv(z), x⟩ = ⟨z, convT(x)⟩` when both are without bias. With a stride,
 * images of several sizes have the same number of stops; A says which is meant.
 *
 * @param input - `[N, C, H, W]` x.
 * @param weight - `[C, O / G, KH, KW]` kernels w, those of the adjoint convolution.
 * @param bias - `[O]` bias b.
 * @param options - stride, padding, dilation, groups and outputPadding, the same in both directions.
 * @returns `[N, O, H', W']`.
 * @throws ShapeError - when `input`, `weight` or `bias` has other axes than these, channels and groups do not go together,
 *   or the padding cuts off all of the output.
 * @throws RangeError - when an option is not a whole number, or out of its range.
 */
export function transposedConv2d(
  input: Tensor,
  weight: Tensor,
  bias: Tensor,
  options: TransposedConv2dOptions = {},
): Tensor {
  throw new NotStarted();
}

/**
 * Gradients of a loss with respect to input, kernels and bias of {@link transposedConv2d}.
 *
 * @param input - as in the forward pass, and so are `weight`, `bias` and `options`.
 * @param gradOutput - `[N, O, H', W']` dL/dy.
 * @returns gradients of the shapes of `input`, `weight` and `bias`.
 */
export function transposedConv2dBackward(
  input: Tensor,
  weight: Tensor,
  bias: Tensor,
  gradOutput: Tensor,
  options: TransposedConv2dOptions = {},
): { gradInput: Tensor; gradWeight: Tensor; gradBias: Tensor } {
  throw new NotStarted();
}
