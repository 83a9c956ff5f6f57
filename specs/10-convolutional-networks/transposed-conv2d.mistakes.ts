import { arange, type Tensor } from "#tensor";
import {
  transposedConv2d,
  transposedConv2dBackward,
  type TransposedConv2dOptions,
} from "#reference/10-convolutional-networks/transposed-conv2d.ts";
import { mistakes } from "#graders/spec/authoring.ts";

type Module = typeof import("#reference/10-convolutional-networks/transposed-conv2d.ts");

const turned = (weight: Tensor): Tensor => weight.slice(null, null, [null, null, -1], [null, null, -1]);

/** Other options, once the right ones have been checked. */
const optionsBy = (
  change: (options: TransposedConv2dOptions) => TransposedConv2dOptions,
): Pick<Module, "transposedConv2d"> => ({
  transposedConv2d: (input, weight, bias, options = {}) => (
    transposedConv2d(input, weight, bias, options),
    transposedConv2d(input, weight, bias, { ...options, ...change(options) })
  ),
});

/** Some gradients changed. */
const gradientsBy = (
  change: (
    gradients: ReturnType<Module["transposedConv2dBackward"]>,
    given: { input: Tensor; gradOutput: Tensor },
  ) => Partial<ReturnType<Module["transposedConv2dBackward"]>>,
): Pick<Module, "transposedConv2dBackward"> => ({
  transposedConv2dBackward(input, weight, bias, gradOutput, options) {
    const gradients = transposedConv2dBackward(input, weight, bias, gradOutput, options);
    return { ...gradients, ...change(gradients, { input, gradOutput }) };
  },
});

const border = (output: Tensor, before: number, after: number): Tensor =>
  output.pad([
    [0, 0],
    [0, 0],
    [before, after],
    [before, after],
  ]);

export default mistakes<Module>({
  "kernel flipped": {
    looksLike:
      "The kernel is flipped in both directions. Seen as a convolution of a spread-out input it is flipped, but the stamp is not.",
    reread: "x[n, c, i, j] · w[c, o, k, l] belongs to p = iS + kD − P: k and the row grow together",
    transposedConv2d: (input, weight, bias, options) => transposedConv2d(input, turned(weight), bias, options),
  },
  "bias left out": {
    looksLike: "The bias is missing from the output.",
    reread: "y[n, o, p, q] = b[o] + …",
    transposedConv2d: (input, weight, bias, options) => transposedConv2d(input, weight, bias.mul(0), options),
  },
  "bias with every stamp": {
    looksLike: "The bias is added with every input channel, not once for every output.",
    reread: "y[n, o, p, q] = b[o] + Σ …: b stands outside the sum",
    transposedConv2d: (input, weight, bias, options) =>
      transposedConv2d(input, weight, bias.mul(input.shape[1]! * weight.shape[2]! * weight.shape[3]!), options),
  },
  "first channel alone": {
    looksLike: "Only the first input channel stamps: the sum over channels is missing.",
    reread: "y[n, o, p, q] = b[o] + Σ x[n, c, i, j] · w[c, o, k, l]: over all c as well",
    transposedConv2d: (input, weight, bias, options = {}) => {
      const ofGroup = input.shape[1]! / (options.groups ?? 1);
      const first = arange(input.shape[1]!).map((c) => (c % ofGroup === 0 ? 1 : 0));
      return transposedConv2d(input.mul(first.reshape([-1, 1, 1])), weight, bias, options);
    },
  },
  "stride ignored": {
    looksLike: "The stamps of neighbouring inputs are one place apart, whatever the stride.",
    reread: "p = iS + kD − P: i times S",
    ...optionsBy(() => ({ stride: 1, outputPadding: 0 })),
  },
  "dilation ignored": {
    looksLike: "The entries of the kernel lie next to each other in the output, whatever the dilation.",
    reread: "p = iS + kD − P: k times D",
    ...optionsBy(() => ({ dilation: 1 })),
  },
  "stride and dilation exchanged": {
    looksLike: "The stride is multiplied with the place in the kernel, and the dilation with the input's.",
    reread: "p = iS + kD − P: S goes with the input i, D with the kernel's k",
    transposedConv2d: (input, weight, bias, options = {}) => {
      const { stride = 1, dilation = 1, outputPadding = 0 } = options;
      const exchanged = { ...options, stride: dilation, dilation: stride, outputPadding: 0 };
      transposedConv2d(input, weight, bias, options);
      return outputPadding < dilation
        ? transposedConv2d(input, weight, bias, { ...exchanged, outputPadding })
        : transposedConv2d(input, weight, bias, exchanged);
    },
  },
  "padding not cut off": {
    looksLike: "Nothing is cut off: padding makes the output of a transposed convolution smaller.",
    reread: "H' = (H − 1) S − 2P + D (KH − 1) + 1 + A",
    ...optionsBy(() => ({ padding: 0 })),
  },
  "padding added": {
    looksLike: "Padding is put around the output; it should be cut off.",
    reread: "H' = (H − 1) S − 2P + D (KH − 1) + 1 + A: minus 2P",
    transposedConv2d: (input, weight, bias, options = {}) => {
      const { padding = 0 } = options;
      transposedConv2d(input, weight, bias, options);
      return border(transposedConv2d(input, weight, bias, { ...options, padding: 0 }), padding, padding);
    },
  },
  "padding cut off at one side": {
    looksLike: "The padding is cut off above and on the left, but not below and on the right.",
    reread: "H' = (H − 1) S − 2P + D (KH − 1) + 1 + A: the padding counts twice",
    transposedConv2d: (input, weight, bias, options = {}) => {
      const { padding = 0 } = options;
      transposedConv2d(input, weight, bias, options);
      const whole = transposedConv2d(input, weight, bias, { ...options, padding: 0 });
      return whole.slice(null, null, [padding, null], [padding, null]);
    },
  },
  "output padding ignored": {
    looksLike: "The output padding makes no difference to the output.",
    reread: "H' = (H − 1) S − 2P + D (KH − 1) + 1 + A",
    ...optionsBy(() => ({ outputPadding: 0 })),
  },
  "output padding of zeros": {
    looksLike:
      "The rows and columns of the output padding are zeros; they have the bias, and stamps reach them when padding is cut off.",
    reread: "y[n, o, p, q] = b[o] + Σ … for all p below H', A included",
    transposedConv2d: (input, weight, bias, options = {}) => {
      transposedConv2d(input, weight, bias, options);
      const output = transposedConv2d(input, weight, bias, { ...options, outputPadding: 0 });
      return border(output, 0, options.outputPadding ?? 0);
    },
  },
  "output padding at the start": {
    looksLike: "The output padding is added above and on the left; it belongs below and on the right.",
    reread: "p = iS + kD − P: A moves nothing",
    transposedConv2d: (input, weight, bias, options = {}) => {
      const { outputPadding = 0 } = options;
      transposedConv2d(input, weight, bias, options);
      const output = transposedConv2d(input, weight, bias.mul(0), { ...options, outputPadding: 0 });
      return border(output, outputPadding, 0).add(bias.reshape([-1, 1, 1]));
    },
  },
  "output padding on both sides": {
    looksLike: "The output padding is added on every side.",
    reread: "H' = (H − 1) S − 2P + D (KH − 1) + 1 + A: A counts once",
    transposedConv2d: (input, weight, bias, options = {}) => {
      const { outputPadding = 0 } = options;
      transposedConv2d(input, weight, bias, options);
      const output = transposedConv2d(input, weight, bias.mul(0), { ...options, outputPadding: 0 });
      return border(output, outputPadding, outputPadding).add(bias.reshape([-1, 1, 1]));
    },
  },
  "rows and columns of the output exchanged": {
    looksLike: "The output is [N, O, W', H']: rows and columns have changed places.",
    reread: "returns [N, O, H', W']",
    transposedConv2d: (...args) => transposedConv2d(...args).T,
  },
  "outputs dealt out in turn": {
    looksLike: "The outputs of the groups come in turn; each group has a block of neighbouring outputs.",
    reread: "the first block of inputs goes to the first block of outputs",
    transposedConv2d: (input, weight, bias, options = {}) => {
      const { groups = 1 } = options;
      const output = transposedConv2d(input, weight, bias.mul(0), options);
      const order = arange(output.shape[1]!).reshape([groups, -1]).T.flatten();
      return output.gather(order, 1).add(bias.reshape([-1, 1, 1]));
    },
  },
  "kernel the wrong way round in the gradient": {
    looksLike: "The gradient of the input is that of a flipped kernel.",
    reread: "dL/dx[n, c, i, j] = Σ w[c, o, k, l] · dL/dy[n, o, iS + kD − P, jS + lD − P]",
    transposedConv2dBackward: (input, weight, bias, gradOutput, options) => ({
      ...transposedConv2dBackward(input, weight, bias, gradOutput, options),
      gradInput: transposedConv2dBackward(input, turned(weight), bias, gradOutput, options).gradInput,
    }),
  },
  "gradient of the kernel reversed": {
    looksLike: "The gradient of the kernel comes out back to front.",
    reread: "dL/dw[c, o, k, l] = Σ x[n, c, i, j] · dL/dy[n, o, iS + kD − P, jS + lD − P]",
    ...gradientsBy(({ gradWeight }) => ({ gradWeight: turned(gradWeight) })),
  },
  "average over the batch": {
    looksLike: "The gradients of kernel and bias are averaged over the batch instead of summed.",
    reread: "dL/db[o] = Σ_n Σ_p Σ_q dL/dy[n, o, p, q]",
    ...gradientsBy(({ gradWeight, gradBias }, { input }) => ({
      gradWeight: gradWeight.div(input.shape[0]!),
      gradBias: gradBias.div(input.shape[0]!),
    })),
  },
  "bias gradient averaged over the places": {
    looksLike: "The gradient of the bias is the mean over the places of the output, not the sum.",
    reread: "dL/db[o] = Σ_n Σ_p Σ_q dL/dy[n, o, p, q]",
    ...gradientsBy((_, { gradOutput }) => ({ gradBias: gradOutput.mean([2, 3]).sum(0) })),
  },
});
