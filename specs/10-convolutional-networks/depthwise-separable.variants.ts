import { stack, type Tensor } from "#tensor";
import { conv2d, conv2dBackward } from "#reference/10-convolutional-networks/conv2d.ts";
import {
  depthwiseSeparable,
  depthwiseSeparableBackward,
  type SeparableParameters,
} from "#reference/10-convolutional-networks/depthwise-separable.ts";
import { variants } from "#graders/spec/authoring.ts";

/** Both steps as one ordinary kernel, `[O, C, KH, KW]`, and one bias: without a ReLU between them they are one linear map. */
function merged(
  { depthwiseWeight, depthwiseBias, pointwiseWeight, pointwiseBias }: SeparableParameters,
  channels: number,
) {
  const [, , height, width] = depthwiseWeight.shape as [number, number, number, number];
  const [outputs] = pointwiseWeight.shape as [number];
  const perChannel = depthwiseWeight.reshape([channels, -1, height * width]); // [C, M, KH·KW]
  const mixed = pointwiseWeight.reshape([outputs, channels, 1, -1]).matmul(perChannel); // [O, C, 1, KH·KW]
  return {
    weight: mixed.reshape([outputs, channels, height, width]),
    bias: pointwiseWeight.matmul(depthwiseBias.flatten()).add(pointwiseBias),
  };
}

export default variants<typeof import("#reference/10-convolutional-networks/depthwise-separable.ts")>({
  "both steps in one kernel": {
    depthwiseSeparable(input, parameters, options) {
      depthwiseSeparable(input, parameters, options);
      const { weight, bias } = merged(parameters, input.shape[1]!);
      return conv2d(input, weight, bias, options);
    },
    depthwiseSeparableBackward(input, parameters, gradOutput, options) {
      const { weight, bias } = merged(parameters, input.shape[1]!);
      const { gradInput } = conv2dBackward(input, weight, bias, gradOutput, options);
      return { ...depthwiseSeparableBackward(input, parameters, gradOutput, options), gradInput };
    },
    costRatio: (outputs, kernelSize, { multiplier = 1 } = {}) => {
      for (const value of [outputs, kernelSize, multiplier]) if (!(value >= 1) || value % 1) throw new RangeError();
      const [depthwise, pointwise] = [kernelSize ** 2 * multiplier, outputs * multiplier];
      return (depthwise + pointwise) / (outputs * kernelSize ** 2);
    },
  },
  "channel by channel": {
    depthwiseSeparable(input, parameters, options) {
      depthwiseSeparable(input, parameters, options);
      const { depthwiseWeight, depthwiseBias, pointwiseWeight, pointwiseBias } = parameters;
      const filtered: Tensor[] = [];
      for (let c = 0; c < input.shape[1]!; c++) {
        for (let m = 0; m < depthwiseBias.shape[1]!; m++) {
          const [one, kernel] = [input.slice(null, [c, c + 1]), depthwiseWeight.slice([c, c + 1], [m, m + 1])];
          filtered.push(conv2d(one, kernel, depthwiseBias.slice(c, [m, m + 1]), options).squeeze(1));
        }
      }
      const mixed = stack(filtered, -1).matmul(pointwiseWeight.T).add(pointwiseBias); // [N, H', W', O]
      return mixed.transpose([0, 3, 1, 2]);
    },
  },
});
