import { NotStarted, type Tensor } from "#tensor";

export interface SeparableParameters {
  /** `[C, M, KH, KW]` kernels u, M for each input channel. */
  readonly depthwiseWeight: Tensor;
  /** `[C, M]` a. */
  readonly depthwiseBias: Tensor;
  /** `[O, C·M]` w, which mixes the channels of one place. */
  readonly pointwiseWeight: Tensor;
  /** `[O]` b. */
  readonly pointwiseBias: Tensor;
}

export interface SeparableOptions {
  /** Of the depthwise convolution: S, 1 when left out. */
  readonly stride?: number;
  /** Of the depthwise convolution, on every side: P, 0 when left out. */
  readonly padding?: number;
  /** Of the depthwise convolution: D, 1 when left out. */
  readonly dilation?: number;
}

/**
 * Convolution in two steps: each channel is filtered by itself, then the channels are mixed at each place.
 *
 * `z[n, cM + m, i, j] = a[c, m] + Σ_k Σ_l u[c, m, k, l] · x[n, c, iS + kD − P, jS + lD − P]`
 * `y[n, o, i, j] = b[o] + Σ_d w[o, d] · z[n, d, i, j]`
 *
 * @param input - `[N, C, H, W]` images x.
 * @param parameters - kernels and biases of both steps.
 * @param options - stride, padding and dilation of the first step.
 * @returns `[N, O, H', W']`.
 * @throws ShapeError - when kernels, biases and images do not go together, or a kernel does not fit the padded image.
 * @throws RangeError - when an option is not a whole number, or is too small.
 */
export function depthwiseSeparable(
  input: Tensor,
  parameters: SeparableParameters,
  options: SeparableOptions = {},
): Tensor {
  throw new NotStarted();
}

/**
 * Gradients of a loss with respect to images and parameters of {@link depthwiseSeparable}.
 *
 * @param input - as in the forward pass, and so are `parameters` and `options`.
 * @param gradOutput - `[N, O, H', W']` dL/dy.
 * @returns gradients of the shapes of `input` and of each parameter.
 */
export function depthwiseSeparableBackward(
  input: Tensor,
  parameters: SeparableParameters,
  gradOutput: Tensor,
  options: SeparableOptions = {},
): { gradInput: Tensor; gradParameters: SeparableParameters } {
  throw new NotStarted();
}

/**
 * How many multiplications a separable convolution takes, as a part of those of an ordinary one to as many outputs.
 *
 * Both have kernels of the same size and give the same number of places; biases don't count.
 *
 * @param outputs - O, channels of the output.
 * @param kernelSize - K, height and width of the kernel.
 * @param options.multiplier - M, depthwise kernels for each channel, 1 when left out.
 * @throws RangeError - when a number is not whole, or less than 1.
 */
export function costRatio(outputs: number, kernelSize: number, options: { readonly multiplier?: number } = {}): number {
  throw new NotStarted();
}
