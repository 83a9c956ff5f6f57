import { type Tensor, zeros } from "#tensor";
import { conv2d, conv2dBackward } from "#reference/10-convolutional-networks/conv2d.ts";
import { transposedConv2d } from "#reference/10-convolutional-networks/transposed-conv2d.ts";
import { variants } from "#graders/spec/authoring.ts";

/** Zeros between the values: S − 1 after each but the last. */
function spread(input: Tensor, stride: number): Tensor {
  const [batch, channels, height, width] = input.shape as [number, number, number, number];
  const wide = zeros([batch, channels, height, stride, width, stride]);
  input.data.forEach((value, index) => {
    const [row, column] = [Math.floor(index / width), index % width];
    wide.data[row * stride * width * stride + column * stride] = value;
  });
  const flat = wide.reshape([batch, channels, height * stride, width * stride]);
  return flat.slice(null, null, [0, (height - 1) * stride + 1], [0, (width - 1) * stride + 1]);
}

export default variants<typeof import("#reference/10-convolutional-networks/transposed-conv2d.ts")>({
  "the gradient of a convolution": {
    transposedConv2d(input, weight, bias, { outputPadding: _, ...options } = {}) {
      const output = transposedConv2d(input, weight, bias, {
        ...options,
        ...(_ === undefined ? {} : { outputPadding: _ }),
      });
      const noBias = zeros([weight.shape[0]!]);
      return conv2dBackward(output.mul(0), weight, noBias, input, options).gradInput.add(bias.reshape([-1, 1, 1]));
    },
    transposedConv2dBackward(input, weight, _bias, gradOutput, { outputPadding: _, ...options } = {}) {
      const noBias = zeros([weight.shape[0]!]);
      return {
        gradInput: conv2d(gradOutput, weight, noBias, options),
        gradWeight: conv2dBackward(gradOutput, weight, noBias, input, options).gradWeight,
        gradBias: gradOutput.sum([0, 2, 3]),
      };
    },
  },
  "a convolution of the input with zeros between": {
    transposedConv2d(input, weight, bias, options = {}) {
      const { stride = 1, padding = 0, dilation = 1, groups = 1, outputPadding = 0 } = options;
      transposedConv2d(input, weight, bias, options);
      const [channels, outputs, height, width] = weight.shape as [number, number, number, number];
      // [C, O/G, KH, KW], flipped -> [O, C/G, KH, KW]
      const kernels = weight
        .slice(null, null, [null, null, -1], [null, null, -1])
        .reshape([groups, channels / groups, outputs, height, width])
        .transpose([0, 2, 1, 3, 4])
        .reshape([groups * outputs, channels / groups, height, width]);
      const [above, left] = [dilation * (height - 1), dilation * (width - 1)];
      const around = spread(input, stride).pad([
        [0, 0],
        [0, 0],
        [above, above + outputPadding],
        [left, left + outputPadding],
      ]);
      const whole = conv2d(around, kernels, bias, { dilation, groups });
      const [rows, columns] = whole.shape.slice(2) as [number, number];
      return whole.slice(null, null, [padding, rows - padding], [padding, columns - padding]);
    },
  },
});
