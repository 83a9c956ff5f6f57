import { arange, type Tensor, zeros } from "#tensor";
import { checkConvolution } from "#reference/10-convolutional-networks/convolution-arguments.ts";
import type { Conv2dOptions } from "#reference/10-convolutional-networks/conv2d.ts";
import { outputSize, type WindowOptions } from "#reference/10-convolutional-networks/output-size.ts";

/**
 * Writes out what lies under a sliding kernel: one column for each stop.
 *
 * `columns[n, (c KH + k) KW + l, i W' + j] = x[n, c, iS + kD − P, jS + lD − P]`, with x = 0 outside the image
 *
 * A pixel is copied once for each window that it lies in. All windows are read through one table of positions, the same
 * for every channel of every image.
 *
 * @param input - `[N, C, H, W]` images x.
 * @param kernelSize - KH and KW.
 * @param options - stride, padding and dilation, the same in both directions.
 * @returns `[N, C·KH·KW, H'·W']`.
 * @throws ShapeError - when the kernel does not fit the padded image.
 * @throws RangeError - when a size or an option is not a whole number, or too small.
 * @example im2col(tensor([[[[1, 2, 3]]]]), [1, 2]) // => [[[1, 2], [2, 3]]]
 * @see Chellapilla, Puri & Simard, High performance convolutional neural networks for document processing (2006), section 2.1.
 */
export function im2col(
  input: Tensor,
  kernelSize: readonly [height: number, width: number],
  options: WindowOptions = {},
): Tensor {
  const [batch, channels] = input.shape as [number, number];
  const { padding = 0 } = options;
  const { positions } = windows(input.shape, kernelSize, options);
  const padded = input.pad([
    [0, 0],
    [0, 0],
    [padding, padding],
    [padding, padding],
  ]);
  const [entries, stops] = positions.shape as [number, number];
  const columns = zeros([batch, channels * entries, stops]);
  const planeSize = padded.size / (batch * channels);
  for (let plane = 0, next = 0; plane < batch * channels; plane++) {
    for (const position of positions.data) columns.data[next++] = padded.data[plane * planeSize + position]!;
  }
  return columns;
}

/**
 * Adds columns up into images: the adjoint of {@link im2col}, and so the gradient of its input.
 *
 * `x[n, c, p, q] = Σ columns[n, (c KH + k) KW + l, i W' + j]` over all entries with p = iS + kD − P and q = jS + lD − P
 *
 * It isn't the inverse: a pixel that lies in several windows becomes their sum, and what would lie in the padding is dropped.
 *
 * @param columns - `[N, C·KH·KW, H'·W']`.
 * @param inputShape - `[N, C, H, W]`.
 * @param kernelSize - KH and KW.
 * @param options - stride, padding and dilation.
 * @returns `[N, C, H, W]`.
 * @throws ShapeError - when `columns` has another size than {@link im2col} gives.
 * @example col2im(tensor([[[1, 2], [2, 3]]]), [1, 1, 1, 3], [1, 2]) // => [[[[1, 4, 3]]]]
 */
export function col2im(
  columns: Tensor,
  inputShape: readonly number[],
  kernelSize: readonly [height: number, width: number],
  options: WindowOptions = {},
): Tensor {
  const [batch, channels, height, width] = inputShape as [number, number, number, number];
  const { padding = 0 } = options;
  const { positions } = windows(inputShape, kernelSize, options);
  const values = columns.reshape([batch * channels, positions.size]).data;
  const padded = zeros([batch, channels, height + 2 * padding, width + 2 * padding]);
  const planeSize = padded.size / (batch * channels);
  for (let plane = 0, next = 0; plane < batch * channels; plane++) {
    for (const position of positions.data) padded.data[plane * planeSize + position]! += values[next++]!;
  }
  return padded.slice(null, null, [padding, padding + height], [padding, padding + width]);
}

/**
 * Convolution in two dimensions as one matrix product for each image and group.
 *
 * `y[n] = w · columns[n] + b`, with w as a matrix `[O, C·KH·KW]` and columns = im2col(x)
 *
 * It equals conv2d. A large matrix product takes its numbers in order and uses each several times while it is at hand; that
 * is worth the copies.
 *
 * @param input - `[N, C, H, W]` images x.
 * @param weight - `[O, C / G, KH, KW]` kernels w.
 * @param bias - `[O]` bias b.
 * @param options - stride, padding, dilation and groups, as in conv2d.
 * @returns `[N, O, H', W']`.
 * @throws ShapeError - when shapes do not go together, or the kernel does not fit the padded image.
 * @throws RangeError - when an option is not a whole number, or is too small.
 * @example conv2dIm2col(tensor([[[[1, 2, 3]]]]), tensor([[[[1, 10]]]]), tensor([9])) // => [[[[30, 41]]]]
 * @see Chellapilla, Puri & Simard, High performance convolutional neural networks for document processing (2006), section 2.1.
 */
export function conv2dIm2col(input: Tensor, weight: Tensor, bias: Tensor, options: Conv2dOptions = {}): Tensor {
  const { kernels, columns, outputShape } = prepare(input, weight, bias, options);
  return kernels
    .matmul(columns)
    .reshape(outputShape)
    .add(bias.reshape([-1, 1, 1]));
}

/**
 * Gradients of a loss with respect to image, kernels and bias of {@link conv2dIm2col}.
 *
 * `dL/dw = Σ_n dL/dy[n] · columns[n]ᵀ`, `dL/dx[n] = col2im(wᵀ · dL/dy[n])`, `dL/db = Σ_n Σ_j dL/dy[n, ·, j]`
 *
 * These are the gradients of a linear layer; only the way from columns to pixels is added, which sums where windows overlap.
 *
 * @param input - as in the forward pass, and so are `weight`, `bias` and `options`.
 * @param gradOutput - `[N, O, H', W']` dL/dy.
 * @returns gradients of the shapes of `input`, `weight` and `bias`.
 * @example
 * const [input, weight] = [tensor([[[[1, 2, 3]]]]), tensor([[[[5, 7]]]])];
 * conv2dIm2colBackward(input, weight, tensor([0]), tensor([[[[1, 10]]]])).gradInput // => [[[[5, 57, 70]]]]
 */
export function conv2dIm2colBackward(
  input: Tensor,
  weight: Tensor,
  bias: Tensor,
  gradOutput: Tensor,
  options: Conv2dOptions = {},
): { gradInput: Tensor; gradWeight: Tensor; gradBias: Tensor } {
  const { kernels, columns, kernelSize } = prepare(input, weight, bias, options);
  const [batch, groups, , stops] = columns.shape as [number, number, number, number];
  const grad = gradOutput.reshape([batch, groups, -1, stops]); // [N, G, O/G, H'W']
  const gradColumns = kernels.T.matmul(grad);
  return {
    gradInput: col2im(gradColumns, input.shape, kernelSize, options),
    gradWeight: grad.matmul(columns.T).sum(0).reshape(weight.shape),
    gradBias: gradOutput.sum([0, 2, 3]),
  };
}

/** Kernels `[G, O/G, C/G·KH·KW]` and columns `[N, G, C/G·KH·KW, H'·W']`, the two factors of the product. */
function prepare(input: Tensor, weight: Tensor, bias: Tensor, options: Conv2dOptions) {
  const { groups = 1 } = options;
  checkConvolution("conv2dIm2col", input, weight, bias, groups);
  const [outputs, , kernelHeight, kernelWidth] = weight.shape as [number, number, number, number];
  const kernelSize = [kernelHeight, kernelWidth] as const;
  const kernels = weight.reshape([groups, outputs / groups, -1]);
  const { rows, columns } = windows(input.shape, kernelSize, options);
  const outputShape = [input.shape[0]!, outputs, rows, columns];
  const written = im2col(input, kernelSize, options);
  return {
    kernels,
    columns: written.reshape([input.shape[0]!, groups, -1, rows * columns]),
    kernelSize,
    outputShape,
  };
}

/** Which value of a padded channel each entry of the kernel meets at each stop, `[KH·KW, H'·W']`, with H' and W'. */
function windows(inputShape: readonly number[], kernelSize: readonly [number, number], options: WindowOptions) {
  const { stride = 1, padding = 0, dilation = 1 } = options;
  const [height, width] = inputShape.slice(2) as [number, number];
  const [kernelHeight, kernelWidth] = kernelSize;
  const [rows, columns] = [outputSize(height, kernelHeight, options), outputSize(width, kernelWidth, options)];
  const down = met(kernelHeight, dilation, rows, stride).reshape([kernelHeight, 1, rows, 1]);
  const across = met(kernelWidth, dilation, columns, stride).reshape([kernelWidth, 1, columns]);
  const positions = down.mul(width + 2 * padding).add(across); // [KH, KW, H', W']
  return { positions: positions.reshape([kernelHeight * kernelWidth, rows * columns]), rows, columns };
}

/** Along one axis, what entry k meets at stop i: kD + iS. `[K, stops]`. */
function met(kernelSize: number, dilation: number, stops: number, stride: number): Tensor {
  return arange(kernelSize).mul(dilation).expandDims(1).add(arange(stops).mul(stride));
}
