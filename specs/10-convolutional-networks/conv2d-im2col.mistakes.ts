import { arange, type Tensor, zeros } from "#tensor";
import {
  col2im,
  conv2dIm2col,
  conv2dIm2colBackward,
  im2col,
} from "#reference/10-convolutional-networks/conv2d-im2col.ts";
import { outputSize, type WindowOptions } from "#reference/10-convolutional-networks/output-size.ts";
import { mistakes } from "#graders/spec/authoring.ts";

type KernelSize = readonly [height: number, width: number];

const turned = (weight: Tensor): Tensor => weight.slice(null, null, [null, null, -1], [null, null, -1]);

/** The columns with their rows as [N, C, KH, KW, H'·W'], for reordering. */
function unfolded(input: Tensor, kernelSize: KernelSize, options?: WindowOptions): Tensor {
  return im2col(input, kernelSize, options).reshape([input.shape[0]!, input.shape[1]!, ...kernelSize, -1]);
}

/** Reorders the rows' axes C, KH, KW of the columns. */
function reordered(
  input: Tensor,
  kernelSize: KernelSize,
  order: readonly [number, number, number],
  options?: WindowOptions,
): Tensor {
  const columns = im2col(input, kernelSize, options);
  return unfolded(input, kernelSize, options)
    .transpose([0, ...order, 4])
    .reshape(columns.shape);
}

/** Channels in the order in which they lie when they are dealt out to the groups in turn. */
function dealt(input: Tensor, groups: number): Tensor {
  const channels = input.shape[1]!;
  return input.gather(
    arange(channels)
      .reshape([channels / groups, groups])
      .transpose()
      .flatten(),
    1,
  );
}

/** How many columns hold each pixel. */
function visits(inputShape: readonly number[], kernelSize: KernelSize, options?: WindowOptions): Tensor {
  const columns = im2col(zeros(inputShape).add(1), kernelSize, options);
  return col2im(columns.mul(0).add(1), inputShape, kernelSize, options);
}

/** col2im with = for +=: a pixel keeps what comes last. */
function overwritten(
  columns: Tensor,
  inputShape: readonly number[],
  kernelSize: KernelSize,
  options?: WindowOptions,
): Tensor {
  const output = zeros(inputShape);
  // Where each entry was read: the positions of the pixels, counted from 1, so that 0 is padding.
  const read = im2col(arange(output.size).add(1).reshape(inputShape), kernelSize, options);
  read.data.forEach((position, index) => {
    if (position > 0) output.data[position - 1] = columns.data[index]!;
  });
  return output;
}

export default mistakes<typeof import("#reference/10-convolutional-networks/conv2d-im2col.ts")>({
  "a row for each stop": {
    looksLike: "The columns lie on their side: there is one row for each stop, [N, H'·W', C·KH·KW].",
    reread: "returns [N, C·KH·KW, H'·W']",
    im2col: (...args) => im2col(...args).T,
  },
  "channels innermost": {
    looksLike: "Within a column the channels change fastest; a kernel lies in memory channel by channel.",
    reread: "row (c KH + k) KW + l: c changes slowest",
    im2col: (input, kernelSize, options) => reordered(input, kernelSize, [2, 3, 1], options),
  },
  "window read by columns": {
    looksLike: "Within a channel, windows are read column by column instead of row by row.",
    reread: "row (c KH + k) KW + l: l changes fastest",
    im2col: (input, kernelSize, options) => reordered(input, kernelSize, [1, 3, 2], options),
  },
  "stops by columns": {
    looksLike: "The stops follow each other down the image; they should run along its rows.",
    reread: "column i W' + j: j changes fastest",
    im2col(input, kernelSize, options) {
      const columns = im2col(input, kernelSize, options);
      const [height, width] = input.shape.slice(2) as [number, number];
      const [rows, across] = [outputSize(height, kernelSize[0], options), outputSize(width, kernelSize[1], options)];
      return columns.reshape([columns.shape[0]!, columns.shape[1]!, rows, across]).T.reshape(columns.shape);
    },
  },
  "window starts at i": {
    looksLike:
      "There are as many columns as the stride asks for, but their windows stand side by side as with stride 1.",
    reread: "x[n, c, iS + kD − P, jS + lD − P]: i times S",
    im2col(input, kernelSize, options = {}) {
      const { stride: _, ...others } = options;
      const [height, width] = input.shape.slice(2) as [number, number];
      const size = (of: number, axis: 0 | 1, with_: WindowOptions) => outputSize(of, kernelSize[axis], with_);
      const dense = im2col(input, kernelSize, others);
      return dense
        .reshape([dense.shape[0]!, dense.shape[1]!, size(height, 0, others), size(width, 1, others)])
        .slice(null, null, [0, size(height, 0, options)], [0, size(width, 1, options)])
        .reshape([dense.shape[0]!, dense.shape[1]!, -1]);
    },
  },
  "stride and dilation exchanged": {
    looksLike: "The stride is multiplied with the place in the kernel, and the dilation with the stop.",
    reread: "iS + kD − P: S goes with the stop i, D with the kernel's k",
    im2col: (input, kernelSize, { stride = 1, dilation = 1, ...options } = {}) =>
      im2col(input, kernelSize, { ...options, stride: dilation, dilation: stride }),
  },
  "dilation ignored": {
    looksLike: "The entries of the kernel meet neighbouring pixels whatever the dilation.",
    reread: "iS + kD − P: k times D",
    im2col: (input, kernelSize, { dilation: _, ...options } = {}) => im2col(input, kernelSize, options),
  },
  "padding ignored": {
    looksLike: "No zeros are put around the image.",
    reread: "with x = 0 outside the image",
    im2col: (input, kernelSize, options) => (
      im2col(input, kernelSize, options),
      im2col(input, kernelSize, { ...options, padding: 0 })
    ),
  },
  "height and width of the kernel exchanged": {
    looksLike: "The kernel's height is used along the width of the image, and its width along the height.",
    reread: "k, from 0 to KH − 1, goes with the rows; l, from 0 to KW − 1, with the columns",
    im2col: (input, [height, width], options) => im2col(input, [width, height], options),
  },
  "overwritten in col2im": {
    looksLike: "A pixel that lies in several windows keeps what the last one says; it should become their sum.",
    reread: "x[n, c, p, q] = Σ columns[n, …, i W' + j] over all entries with p = iS + kD − P",
    col2im: overwritten,
  },
  "inverse in place of the adjoint": {
    looksLike:
      "Pixels that lie in several windows become the mean, not the sum: that undoes im2col, but isn't its gradient.",
    reread: "x[n, c, p, q] = Σ columns[n, …, i W' + j]: a sum",
    col2im: (columns, inputShape, kernelSize, options) =>
      col2im(columns, inputShape, kernelSize, options).div(visits(inputShape, kernelSize, options).maximum(1)),
  },
  "padding kept in col2im": {
    looksLike: "The images still have their padding around them.",
    reread: "returns [N, C, H, W]; what would lie in the padding is dropped",
    col2im(columns, inputShape, kernelSize, { padding = 0, ...options } = {}) {
      const [batch, channels, height, width] = inputShape as [number, number, number, number];
      return col2im(columns, [batch, channels, height + 2 * padding, width + 2 * padding], kernelSize, options);
    },
  },
  "kernel flipped": {
    looksLike: "The kernel is flipped in both directions, as in the convolution of signal processing.",
    reread: "w as a matrix [O, C·KH·KW], its entries in the order in which they lie",
    conv2dIm2col: (input, weight, bias, options) => conv2dIm2col(input, turned(weight), bias, options),
  },
  "kernels reshaped for a transpose": {
    looksLike: "The kernels were reshaped to [C·KH·KW, O] and transposed: a reshape doesn't exchange axes.",
    reread: "w as a matrix [O, C·KH·KW]",
    conv2dIm2col: (input, weight, bias, options) =>
      conv2dIm2col(input, weight.reshape([-1, weight.shape[0]!]).T.reshape(weight.shape), bias, options),
  },
  "channels of the output innermost": {
    looksLike: "The product was taken with one row for each stop and reshaped to [N, O, H', W'] without a transpose.",
    reread: "y[n] = w · columns[n] is [O, H'·W']: the output channels come first",
    conv2dIm2col(input, weight, bias, options) {
      const output = conv2dIm2col(input, weight, bias, options);
      return output.transpose([0, 2, 3, 1]).reshape(output.shape);
    },
  },
  "bias left out": {
    looksLike: "The bias is missing from the output.",
    reread: "y[n] = w · columns[n] + b",
    conv2dIm2col: (input, weight, bias, options) => conv2dIm2col(input, weight, bias.mul(0), options),
  },
  "bias in the sum": {
    looksLike: "The bias is added once for every row of the columns instead of once for every output.",
    reread: "y[n] = w · columns[n] + b: b stands outside the product",
    conv2dIm2col: (input, weight, bias, options) =>
      conv2dIm2col(input, weight, bias.mul(weight.size / weight.shape[0]!), options),
  },
  "channels dealt out in turn": {
    looksLike: "Channels are dealt out to the groups in turn, where each group has a block of neighbouring channels.",
    reread: "group g has the channels from g C / G on, which are neighbouring rows of the columns",
    conv2dIm2col: (input, weight, bias, options) =>
      conv2dIm2col(
        (conv2dIm2col(input, weight, bias, options), dealt(input, options?.groups ?? 1)),
        weight,
        bias,
        options,
      ),
  },
  "gradient of the kernel averaged over the batch": {
    looksLike: "The gradient of the kernel is averaged over the batch instead of summed.",
    reread: "dL/dw = Σ_n dL/dy[n] · columns[n]ᵀ",
    conv2dIm2colBackward(input, weight, bias, gradOutput, options) {
      const gradients = conv2dIm2colBackward(input, weight, bias, gradOutput, options);
      return { ...gradients, gradWeight: gradients.gradWeight.div(input.shape[0]!) };
    },
  },
  "gradient of the kernel of the first image alone": {
    looksLike: "Only the first image of the batch has a part in the gradient of the kernel.",
    reread: "dL/dw = Σ_n dL/dy[n] · columns[n]ᵀ",
    conv2dIm2colBackward(input, weight, bias, gradOutput, options) {
      const gradients = conv2dIm2colBackward(input, weight, bias, gradOutput, options);
      const first = [0, 1] as const;
      const { gradWeight } = conv2dIm2colBackward(input.slice(first), weight, bias, gradOutput.slice(first), options);
      return { ...gradients, gradWeight };
    },
  },
  "gradient of the bias averaged": {
    looksLike: "The gradient of the bias is the mean over the places of the output, not the sum.",
    reread: "dL/db = Σ_n Σ_j dL/dy[n, ·, j]",
    conv2dIm2colBackward(input, weight, bias, gradOutput, options) {
      const gradients = conv2dIm2colBackward(input, weight, bias, gradOutput, options);
      return { ...gradients, gradBias: gradOutput.mean([2, 3]).sum(0) };
    },
  },
  "gradient of the image overwritten": {
    looksLike: "Where windows overlap, the gradient of a pixel is that of one window; it should be the sum over all.",
    reread: "dL/dx[n] = col2im(wᵀ · dL/dy[n]), which sums",
    conv2dIm2colBackward(input, weight, bias, gradOutput, { groups = 1, ...options } = {}) {
      const gradients = conv2dIm2colBackward(input, weight, bias, gradOutput, { groups, ...options });
      const [batch, outputs] = gradOutput.shape as [number, number];
      const gradColumns = weight
        .reshape([groups, outputs / groups, -1])
        .T.matmul(gradOutput.reshape([batch, groups, outputs / groups, -1]));
      const kernelSize = weight.shape.slice(2) as unknown as KernelSize;
      return { ...gradients, gradInput: overwritten(gradColumns, input.shape, kernelSize, options) };
    },
  },
  "kernel the wrong way round in the gradient": {
    looksLike: "The gradient of the image is that of a flipped kernel: pixels receive weights they did not meet.",
    reread: "dL/dx[n] = col2im(wᵀ · dL/dy[n]): wᵀ is a transpose, not a flip",
    conv2dIm2colBackward: (input, weight, bias, gradOutput, options) => ({
      ...conv2dIm2colBackward(input, weight, bias, gradOutput, options),
      gradInput: conv2dIm2colBackward(input, turned(weight), bias, gradOutput, options).gradInput,
    }),
  },
});
