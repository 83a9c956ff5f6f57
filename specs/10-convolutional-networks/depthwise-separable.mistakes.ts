import { arange, type Tensor } from "#tensor";
import { conv2d, conv2dBackward } from "#reference/10-convolutional-networks/conv2d.ts";
import {
  costRatio,
  depthwiseSeparable,
  depthwiseSeparableBackward,
  type SeparableOptions,
  type SeparableParameters,
} from "#reference/10-convolutional-networks/depthwise-separable.ts";
import { mistakes } from "#graders/spec/authoring.ts";

type Module = typeof import("#reference/10-convolutional-networks/depthwise-separable.ts");

/** Other parameters in the forward pass. */
const with_ = (
  change: (parameters: SeparableParameters, input: Tensor) => Partial<SeparableParameters>,
): Pick<Module, "depthwiseSeparable"> => ({
  depthwiseSeparable: (input, parameters, options) =>
    depthwiseSeparable(input, { ...parameters, ...change(parameters, input) }, options),
});

/** Some gradients of the parameters changed. */
const gradientsWith = (
  change: (
    gradients: SeparableParameters,
    given: { input: Tensor; parameters: SeparableParameters; gradOutput: Tensor },
  ) => Partial<SeparableParameters>,
): Pick<Module, "depthwiseSeparableBackward"> => ({
  depthwiseSeparableBackward(input, parameters, gradOutput, options) {
    const { gradInput, gradParameters } = depthwiseSeparableBackward(input, parameters, gradOutput, options);
    return {
      gradInput,
      gradParameters: { ...gradParameters, ...change(gradParameters, { input, parameters, gradOutput }) },
    };
  },
});

/** Column m C + c of the mixing weights at c M + m. */
function dealtOut(pointwiseWeight: Tensor, channels: number): Tensor {
  const order = arange(pointwiseWeight.shape[1]!).reshape([-1, channels]);
  return pointwiseWeight.gather(order.T.flatten(), 1);
}

/** The first step by itself. */
function filtered(input: Tensor, { depthwiseWeight, depthwiseBias }: SeparableParameters, options?: SeparableOptions) {
  const [, , height, width] = depthwiseWeight.shape as [number, number, number, number];
  const kernels = depthwiseWeight.reshape([-1, 1, height, width]);
  return conv2d(input, kernels, depthwiseBias.flatten(), { ...options, groups: input.shape[1]! });
}

/** The second step by itself. */
const mixed = (z: Tensor, { pointwiseWeight, pointwiseBias }: SeparableParameters, options?: SeparableOptions) =>
  conv2d(z, pointwiseWeight.reshape([...pointwiseWeight.shape, 1, 1]), pointwiseBias, options);

const turned = (weight: Tensor): Tensor => weight.slice(null, null, [null, null, -1], [null, null, -1]);

const costBy = (rule: (O: number, K: number, M: number) => number): Pick<Module, "costRatio"> => ({
  costRatio(outputs, kernelSize, options = {}) {
    costRatio(outputs, kernelSize, options);
    return rule(outputs, kernelSize, options.multiplier ?? 1);
  },
});

export default mistakes<Module>({
  "first channel's kernels for all": {
    looksLike: "All channels are filtered by the kernels of the first one; each has kernels of its own.",
    reread: "z[n, cM + m, i, j] = … Σ_k Σ_l u[c, m, k, l] · x[n, c, …]",
    ...with_(({ depthwiseWeight }) => ({
      depthwiseWeight: depthwiseWeight.slice([0, 1]).broadcastTo(depthwiseWeight.shape),
    })),
  },
  "channels summed in the first step": {
    looksLike: "Every kernel of the first step sees the sum of all channels; it belongs to one.",
    reread: "z[n, cM + m, i, j] = … u[c, m, k, l] · x[n, c, …]: no sum over c",
    depthwiseSeparable: (input, parameters, options) => (
      depthwiseSeparable(input, parameters, options),
      depthwiseSeparable(input.sum(1, { keepDims: true }).broadcastTo(input.shape), parameters, options)
    ),
  },
  "first kernels first": {
    looksLike:
      "With several kernels for each channel, z has the first of every channel, then the second; those of one channel belong side by side.",
    reread: "z[n, cM + m, i, j]: channel c's kernels side by side",
    depthwiseSeparable: (input, parameters, options) => {
      depthwiseSeparable(input, parameters, options);
      const pointwiseWeight = dealtOut(parameters.pointwiseWeight, input.shape[1]!);
      return depthwiseSeparable(input, { ...parameters, pointwiseWeight }, options);
    },
  },
  "channels not mixed": {
    looksLike: "The second step weighs the first channel alone; the sum over channels is missing.",
    reread: "y[n, o, i, j] = b[o] + Σ_d w[o, d] · z[n, d, i, j]",
    ...with_(({ pointwiseWeight }) => ({
      pointwiseWeight: pointwiseWeight.mul(arange(pointwiseWeight.shape[1]!).equal(0)),
    })),
  },
  "bias of the first step left out": {
    looksLike: "The bias of the depthwise convolution is missing.",
    reread: "z[n, cM + m, i, j] = a[c, m] + …",
    ...with_(({ depthwiseBias }) => ({ depthwiseBias: depthwiseBias.mul(0) })),
  },
  "bias of the second step left out": {
    looksLike: "The bias of the pointwise convolution is missing.",
    reread: "y[n, o, i, j] = b[o] + …",
    ...with_(({ pointwiseBias }) => ({ pointwiseBias: pointwiseBias.mul(0) })),
  },
  "bias of the first step added after mixing": {
    looksLike: "The depthwise biases are summed and added to the output, not mixed by the pointwise weights.",
    reread: "y[n, o, i, j] = b[o] + Σ_d w[o, d] · z[n, d, i, j], where z has a in it",
    ...with_(({ depthwiseBias, pointwiseBias }) => ({
      depthwiseBias: depthwiseBias.mul(0),
      pointwiseBias: pointwiseBias.add(depthwiseBias.sum()),
    })),
  },
  "ReLU between the steps": {
    looksLike:
      "Negative values between the two steps are set to 0. MobileNet does that in a layer of its own; it is no part of the convolution.",
    reread: "y[n, o, i, j] = b[o] + Σ_d w[o, d] · z[n, d, i, j]",
    depthwiseSeparable: (input, parameters, options) => {
      depthwiseSeparable(input, parameters, options);
      return mixed(filtered(input, parameters, options).maximum(0), parameters);
    },
  },
  "kernel flipped": {
    looksLike: "The kernel is flipped in both directions, as in the convolution of signal processing.",
    reread: "u[c, m, k, l] · x[n, c, iS + kD − P, jS + lD − P]: k and the row grow together",
    ...with_(({ depthwiseWeight }) => ({ depthwiseWeight: turned(depthwiseWeight) })),
  },
  "padded in both steps": {
    looksLike: "The second step pads again, so the output has a border of nothing but bias.",
    reread: "options: stride, padding and dilation of the first step",
    depthwiseSeparable: (input, parameters, options = {}) => {
      depthwiseSeparable(input, parameters, options);
      return mixed(filtered(input, parameters, options), parameters, { padding: options.padding ?? 0 });
    },
  },
  "stride in both steps": {
    looksLike: "The second step skips places, too: the stride is applied twice.",
    reread: "options: stride, padding and dilation of the first step",
    depthwiseSeparable: (input, parameters, options = {}) => {
      depthwiseSeparable(input, parameters, options);
      return mixed(filtered(input, parameters, options), parameters, { stride: options.stride ?? 1 });
    },
  },
  "padding ignored": {
    looksLike: "No zeros are put around the image.",
    reread: "x[n, c, iS + kD − P, jS + lD − P], with x = 0 outside the image",
    depthwiseSeparable: (input, parameters, options) => (
      depthwiseSeparable(input, parameters, options),
      depthwiseSeparable(input, parameters, { ...options, padding: 0 })
    ),
  },
  "dilation ignored": {
    looksLike: "The entries of the kernel meet neighbouring pixels whatever the dilation.",
    reread: "iS + kD − P: k times D",
    depthwiseSeparable: (input, parameters, options) => (
      depthwiseSeparable(input, parameters, options),
      depthwiseSeparable(input, parameters, { ...options, dilation: 1 })
    ),
  },
  "gradOutput handed to the first step": {
    looksLike:
      "The gradient is not taken back through the mixing: the first step gets the mean of gradOutput over its channels.",
    reread: "dL/dz[n, d, i, j] = Σ_o w[o, d] · dL/dy[n, o, i, j]",
    depthwiseSeparableBackward(input, parameters, gradOutput, options) {
      const { gradParameters } = depthwiseSeparableBackward(input, parameters, gradOutput, options);
      const { depthwiseWeight, depthwiseBias } = parameters;
      const [batch, , rows, columns] = gradOutput.shape as [number, number, number, number];
      const given = gradOutput.mean(1, { keepDims: true }).broadcastTo([batch, depthwiseBias.size, rows, columns]);
      const [, , height, width] = depthwiseWeight.shape as [number, number, number, number];
      const kernels = depthwiseWeight.reshape([-1, 1, height, width]);
      const withGroups = { ...options, groups: input.shape[1]! };
      const first = conv2dBackward(input, kernels, depthwiseBias.flatten(), given, withGroups);
      return {
        gradInput: first.gradInput,
        gradParameters: {
          ...gradParameters,
          depthwiseWeight: first.gradWeight.reshape(depthwiseWeight.shape),
          depthwiseBias: first.gradBias.reshape(depthwiseBias.shape),
        },
      };
    },
  },
  "gradient of the mixing without the first step's bias": {
    looksLike: "The gradient of the pointwise kernels is made from what the first step gives without its bias.",
    reread: "dL/dw[o, d] = Σ_n Σ_i Σ_j dL/dy[n, o, i, j] · z[n, d, i, j], where z has a in it",
    depthwiseSeparableBackward(input, parameters, gradOutput, options) {
      const gradients = depthwiseSeparableBackward(input, parameters, gradOutput, options);
      const unbiased = { ...parameters, depthwiseBias: parameters.depthwiseBias.mul(0) };
      const { pointwiseWeight } = depthwiseSeparableBackward(input, unbiased, gradOutput, options).gradParameters;
      return { ...gradients, gradParameters: { ...gradients.gradParameters, pointwiseWeight } };
    },
  },
  "gradients averaged over the batch": {
    looksLike: "The gradients of the parameters are averaged over the batch instead of summed.",
    reread: "dL/dw[o, d] = Σ_n Σ_i Σ_j …: a mean belongs in the loss, if anywhere",
    ...gradientsWith((gradients, { input }) => {
      const batch = input.shape[0]!;
      return {
        depthwiseWeight: gradients.depthwiseWeight.div(batch),
        depthwiseBias: gradients.depthwiseBias.div(batch),
        pointwiseWeight: gradients.pointwiseWeight.div(batch),
        pointwiseBias: gradients.pointwiseBias.div(batch),
      };
    }),
  },
  "bias of the first step forgotten in the gradient": {
    looksLike: "The bias of the first step gets no gradient.",
    reread: "gradients of the shapes of input and of each parameter",
    ...gradientsWith(({ depthwiseBias }) => ({ depthwiseBias: depthwiseBias.mul(0) })),
  },
  "gradient of the pointwise bias averaged": {
    looksLike: "The gradient of the pointwise bias is the mean over the places of the output, not the sum.",
    reread: "dL/db[o] = Σ_n Σ_i Σ_j dL/dy[n, o, i, j]",
    ...gradientsWith((_, { gradOutput }) => ({ pointwiseBias: gradOutput.mean([2, 3]).sum(0) })),
  },
  "kernel the wrong way round in the gradient": {
    looksLike: "The gradient of the image is that of a flipped kernel: pixels receive weights they did not meet.",
    reread: "from dL/dz to x as in conv2d",
    depthwiseSeparableBackward(input, parameters, gradOutput, options) {
      const flipped = { ...parameters, depthwiseWeight: turned(parameters.depthwiseWeight) };
      return {
        ...depthwiseSeparableBackward(input, parameters, gradOutput, options),
        gradInput: depthwiseSeparableBackward(input, flipped, gradOutput, options).gradInput,
      };
    },
  },
  "product of the two savings": {
    looksLike: "The two parts are multiplied; the two steps are done one after the other, so their costs add up.",
    reread: "M (1/O + 1/K²)",
    ...costBy((O, K, M) => M / (O * K ** 2)),
  },
  "side of the kernel": {
    looksLike: "The kernel counts with its side K, not with its K² entries.",
    reread: "M (1/O + 1/K²)",
    ...costBy((O, K, M) => M * (1 / O + 1 / K)),
  },
  "multiplier in the first step alone": {
    looksLike: "M counts in the first step only; the second step gets M times as many channels.",
    reread: "(C M K² + C M O) / (C O K²)",
    ...costBy((O, K, M) => M / O + 1 / K ** 2),
  },
  "second step left out": {
    looksLike: "Only the depthwise step is counted.",
    reread: "(C M K² + C M O) / (C O K²)",
    ...costBy((O, _, M) => M / O),
  },
  "saving upside down": {
    looksLike: "This is how many times more an ordinary convolution takes, the inverse of what was asked for.",
    reread: "(C M K² + C M O) / (C O K²): the separable one on top",
    ...costBy((O, K, M) => 1 / (M * (1 / O + 1 / K ** 2))),
  },
});
