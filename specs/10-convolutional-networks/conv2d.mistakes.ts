import { arange, ones, type Tensor, where, zeros } from "#tensor";
import { conv2d, conv2dBackward, type Conv2dOptions } from "#reference/10-convolutional-networks/conv2d.ts";
import { mistakes } from "#graders/spec/authoring.ts";

const turned = (weight: Tensor): Tensor => weight.slice(null, null, [null, null, -1], [null, null, -1]);

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

/** The gradient of the image when every entry of the kernel overwrites what the one before it left. */
function overwritten(input: Tensor, weight: Tensor, bias: Tensor, gradOutput: Tensor, options?: Conv2dOptions): Tensor {
  const [, , height, width] = weight.shape as [number, number, number, number];
  let gradInput = zeros(input.shape);
  for (let entry = 0; entry < height * width; entry++) {
    const only = arange(height * width)
      .equal(entry)
      .reshape([height, width]);
    const share = conv2dBackward(input, weight.mul(only), bias, gradOutput, options).gradInput;
    const met = conv2dBackward(input, ones(weight.shape).mul(only), bias, ones(gradOutput.shape), options).gradInput;
    gradInput = where(met, share, gradInput);
  }
  return gradInput;
}

export default mistakes<typeof import("#reference/10-convolutional-networks/conv2d.ts")>({
  "kernel flipped": {
    looksLike: "The kernel is flipped in both directions, as in the convolution of signal processing.",
    reread: "w[o, c, k, l] · x[n, c, iS + kD − P, jS + lD − P]: k and the row grow together",
    conv2d: (input, weight, bias, options) => conv2d(input, turned(weight), bias, options),
  },
  "bias in the sum": {
    looksLike: "The bias is added once for every term of the sum instead of once for every output.",
    reread: "y[n, o, i, j] = b[o] + Σ_c Σ_k Σ_l …: b stands outside the sum",
    conv2d: (input, weight, bias, options) => conv2d(input, weight, bias.mul(weight.size / weight.shape[0]!), options),
  },
  "bias left out": {
    looksLike: "The bias is missing from the output.",
    reread: "y[n, o, i, j] = b[o] + …",
    conv2d: (input, weight, bias, options) => conv2d(input, weight, bias.mul(0), options),
  },
  "first channel alone": {
    looksLike: "Only the first channel of each group is seen: the sum over channels is missing.",
    reread: "y[n, o, i, j] = b[o] + Σ_c Σ_k Σ_l …: c runs over the channels, too",
    conv2d: (input, weight, bias, options) => {
      const first = arange(weight.shape[1]!).equal(0).reshape([-1, 1, 1]);
      return conv2d(input, weight.mul(first), bias, options);
    },
  },
  "window starts at i": {
    looksLike: "The output has the size that the stride asks for, but its windows stand side by side as with stride 1.",
    reread: "x[n, c, iS + kD − P, jS + lD − P]: i times S",
    conv2d: (input, weight, bias, options) => {
      const [, , rows, columns] = conv2d(input, weight, bias, options).shape as [number, number, number, number];
      return conv2d(input, weight, bias, { ...options, stride: 1 }).slice(null, null, [0, rows], [0, columns]);
    },
  },
  "one stop too few": {
    looksLike: "The last row and the last column of outputs are missing.",
    reread: "H' = ⌊(H + 2P − D (KH − 1) − 1) / S⌋ + 1: plus 1",
    conv2d: (input, weight, bias, options) => conv2d(input, weight, bias, options).slice(null, null, [0, -1], [0, -1]),
  },
  "rows and columns of the output exchanged": {
    looksLike: "The output is [N, O, W', H']: rows and columns have changed places.",
    reread: "returns: [N, O, H', W']",
    conv2d: (...args) => conv2d(...args).T,
  },
  "stride and dilation exchanged": {
    looksLike: "The stride is multiplied with the place in the kernel, and the dilation with the stop.",
    reread: "iS + kD − P: S goes with the output i, D with the kernel's k",
    conv2d: (input, weight, bias, { stride = 1, dilation = 1, ...options } = {}) =>
      conv2d(input, weight, bias, { ...options, stride: dilation, dilation: stride }),
  },
  "dilation ignored": {
    looksLike: "The entries of the kernel meet neighbouring pixels whatever the dilation.",
    reread: "iS + kD − P: k times D",
    conv2d: (input, weight, bias, { dilation: _, ...options } = {}) => conv2d(input, weight, bias, options),
  },
  "padding on one side": {
    looksLike: "Zeros are put above and to the left of the image, but not below and to the right.",
    reread: "H' = ⌊(H + 2P − …: the padding counts twice",
    conv2d: (input, weight, bias, { padding = 0, ...options } = {}) =>
      conv2d(
        input.pad([
          [0, 0],
          [0, 0],
          [padding, 0],
          [padding, 0],
        ]),
        weight,
        bias,
        options,
      ),
  },
  "channels dealt out in turn": {
    looksLike: "Channels are dealt out to the groups in turn, where each group has a block of neighbouring channels.",
    reread: "c runs over the block of C / G input channels that belongs to the block of o",
    conv2d: (input, weight, bias, options) => conv2d(dealt(input, options?.groups ?? 1), weight, bias, options),
  },
  "overlaps overwritten": {
    looksLike: "Where windows overlap, the last one overwrites the gradient of a pixel; it should be the sum over all.",
    reread: "dL/dx[n, c, p, q] = Σ dL/dy[n, o, i, j] · w[o, c, k, l] over all stops that meet the pixel",
    conv2dBackward: (input, weight, bias, gradOutput, options) => ({
      ...conv2dBackward(input, weight, bias, gradOutput, options),
      gradInput: overwritten(input, weight, bias, gradOutput, options),
    }),
  },
  "kernel the wrong way round in the gradient": {
    looksLike: "The gradient of the image is that of a flipped kernel: pixels receive weights they did not meet.",
    reread: "dL/dx[n, c, p, q] = Σ dL/dy[n, o, i, j] · w[o, c, k, l] with p = iS + kD − P",
    conv2dBackward: (input, weight, bias, gradOutput, options) => ({
      ...conv2dBackward(input, weight, bias, gradOutput, options),
      gradInput: conv2dBackward(input, turned(weight), bias, gradOutput, options).gradInput,
    }),
  },
  "gradient of the kernel reversed": {
    looksLike: "The gradient of the kernel comes out back to front.",
    reread: "dL/dw[o, c, k, l] = Σ dL/dy[n, o, i, j] · x[n, c, iS + kD − P, jS + lD − P]",
    conv2dBackward: (input, weight, bias, gradOutput, options) => {
      const gradients = conv2dBackward(input, weight, bias, gradOutput, options);
      return { ...gradients, gradWeight: turned(gradients.gradWeight) };
    },
  },
  "padding not cut off": {
    looksLike: "The gradient of the image still has its padding around it.",
    reread: "dL/dx has the shape of x",
    conv2dBackward: (input, weight, bias, gradOutput, { padding = 0, ...options } = {}) => {
      const image = input.pad([
        [0, 0],
        [0, 0],
        [padding, padding],
        [padding, padding],
      ]);
      return conv2dBackward(image, weight, bias, gradOutput, options);
    },
  },
  "average over the batch": {
    looksLike: "The gradients of kernel and bias are averaged over the batch instead of summed.",
    reread: "dL/db[o] = Σ_n Σ_i Σ_j dL/dy[n, o, i, j]: a mean belongs in the loss, if anywhere",
    conv2dBackward: (input, weight, bias, gradOutput, options) => {
      const { gradInput, gradWeight, gradBias } = conv2dBackward(input, weight, bias, gradOutput, options);
      return { gradInput, gradWeight: gradWeight.div(input.shape[0]!), gradBias: gradBias.div(input.shape[0]!) };
    },
  },
  "bias gradient averaged over the places": {
    looksLike: "The gradient of the bias is the mean over the places of the output, not the sum.",
    reread: "dL/db[o] = Σ_n Σ_i Σ_j dL/dy[n, o, i, j]",
    conv2dBackward: (input, weight, bias, gradOutput, options) => {
      const gradients = conv2dBackward(input, weight, bias, gradOutput, options);
      return { ...gradients, gradBias: gradOutput.mean([2, 3]).sum(0) };
    },
  },
});
