import { arange, type Tensor } from "#tensor";
import { col2im, im2col } from "#reference/10-convolutional-networks/conv2d-im2col.ts";
import { checkTransposedConvolution } from "#reference/10-convolutional-networks/convolution-arguments.ts";
import { inputSizes } from "#reference/10-convolutional-networks/output-size.ts";

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
 * takes [N, O, H', W'] to [N, C, H, W]: `⟨conv(z), x⟩ = ⟨z, convT(x)⟩` when both are without bias. So it computes what
 * conv2dBackward does for the image. With a stride, images of several sizes have the same number of stops; A says which is meant.
 *
 * @param input - `[N, C, H, W]` x.
 * @param weight - `[C, O / G, KH, KW]` kernels w, those of the adjoint convolution.
 * @param bias - `[O]` bias b.
 * @param options - stride, padding, dilation, groups and outputPadding, the same in both directions.
 * @returns `[N, O, H', W']`.
 * @throws ShapeError - when `input`, `weight` or `bias` has other axes than these, channels and groups do not go together,
 *   or the padding cuts off all of the output.
 * @throws RangeError - when an option is not a whole number, or out of its range.
 * @example transposedConv2d(tensor([[[[1, 2]]]]), tensor([[[[3, 5]]]]), tensor([0])) // => [[[[3, 11, 10]]]]
 * @see Dumoulin & Visin, A guide to convolution arithmetic for deep learning (2016), chapter 4.
 */
export function transposedConv2d(
  input: Tensor,
  weight: Tensor,
  bias: Tensor,
  options: TransposedConv2dOptions = {},
): Tensor {
  const { kernels, inputs, kernelSize, outputShape } = prepare(input, weight, bias, options);
  const stamps = kernels.T.matmul(inputs); // [N, G, O/G·KH·KW, H·W]
  return col2im(stamps, outputShape, kernelSize, options).add(bias.reshape([-1, 1, 1]));
}

/**
 * Gradients of a loss with respect to input, kernels and bias of {@link transposedConv2d}.
 *
 * `dL/dx[n, c, i, j] = Σ_o Σ_k Σ_l w[c, o, k, l] · dL/dy[n, o, iS + kD − P, jS + lD − P]`, the adjoint convolution
 * `dL/dw[c, o, k, l] = Σ_n Σ_i Σ_j x[n, c, i, j] · dL/dy[n, o, iS + kD − P, jS + lD − P]`
 * `dL/db[o] = Σ_n Σ_p Σ_q dL/dy[n, o, p, q]`
 *
 * @param input - as in the forward pass, and so are `weight`, `bias` and `options`.
 * @param gradOutput - `[N, O, H', W']` dL/dy.
 * @returns gradients of the shapes of `input`, `weight` and `bias`.
 * @example
 * const [input, weight] = [tensor([[[[1, 2]]]]), tensor([[[[3, 5]]]])];
 * transposedConv2dBackward(input, weight, tensor([0]), tensor([[[[1, 10, 100]]]])).gradInput // => [[[[53, 530]]]]
 */
export function transposedConv2dBackward(
  input: Tensor,
  weight: Tensor,
  bias: Tensor,
  gradOutput: Tensor,
  options: TransposedConv2dOptions = {},
): { gradInput: Tensor; gradWeight: Tensor; gradBias: Tensor } {
  const { kernels, inputs, kernelSize } = prepare(input, weight, bias, options);
  const [batch, groups, , places] = inputs.shape as [number, number, number, number];
  const gradStamps = im2col(gradOutput, kernelSize, options).reshape([batch, groups, -1, places]);
  return {
    gradInput: kernels.matmul(gradStamps).reshape(input.shape),
    gradWeight: inputs.matmul(gradStamps.T).sum(0).reshape(weight.shape),
    gradBias: gradOutput.sum([0, 2, 3]),
  };
}

/** Kernels `[G, C/G, O/G·KH·KW]`, inputs `[N, G, C/G, H·W]` and the shape of the output. */
function prepare(input: Tensor, weight: Tensor, bias: Tensor, options: TransposedConv2dOptions) {
  const { groups = 1, outputPadding = 0, stride = 1 } = options;
  checkTransposedConvolution("transposedConv2d", input, weight, bias, groups);
  const [batch, channels, height, width] = input.shape as [number, number, number, number];
  const [, outputs, kernelHeight, kernelWidth] = weight.shape as [number, number, number, number];
  const kernelSize = [kernelHeight, kernelWidth] as const;
  const [rows, columns] = [height, width].map(
    (size, axis) => inputSizes(size, kernelSize[axis]!, options).most - stride + 1 + outputPadding,
  );
  if (!arange(stride).data.includes(outputPadding)) {
    throw new RangeError(
      `transposedConv2d: options.outputPadding is ${outputPadding}, expected a whole number in [0, ${stride}), ` +
        "less than the stride. With more, the adjoint convolution would stop once more.",
    );
  }
  const outputShape = [batch, outputs * groups, rows!, columns!];
  return {
    kernels: weight.reshape([groups, channels / groups, -1]),
    inputs: input.reshape([batch, groups, channels / groups, height * width]),
    kernelSize,
    outputShape,
  };
}
