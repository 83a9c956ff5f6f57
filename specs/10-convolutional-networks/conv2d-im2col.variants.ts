import { eye, type Tensor, zeros } from "#tensor";
import { conv2d, conv2dBackward } from "#reference/10-convolutional-networks/conv2d.ts";
import { variants } from "#graders/spec/authoring.ts";

/** A kernel for each entry of a window, which is 1 there and 0 elsewhere, for each channel. */
function picking(channels: number, [height, width]: readonly [number, number]): Tensor {
  const entries = height * width;
  return eye(entries)
    .reshape([1, entries, 1, height, width])
    .broadcastTo([channels, entries, 1, height, width])
    .reshape([channels * entries, 1, height, width]);
}

export default variants<typeof import("#reference/10-convolutional-networks/conv2d-im2col.ts")>({
  "columns by kernels of a single 1": {
    im2col(input, kernelSize, options) {
      const channels = input.shape[1]!;
      const weight = picking(channels, kernelSize);
      const output = conv2d(input, weight, zeros([weight.shape[0]!]), { ...options, groups: channels });
      return output.reshape([input.shape[0]!, weight.shape[0]!, -1]);
    },
    col2im(columns, inputShape, kernelSize, options) {
      const channels = inputShape[1]!;
      const [input, weight] = [zeros(inputShape), picking(channels, kernelSize)];
      const [bias, withGroups] = [zeros([weight.shape[0]!]), { ...options, groups: channels }];
      const gradOutput = columns.reshape(conv2d(input, weight, bias, withGroups).shape);
      return conv2dBackward(input, weight, bias, gradOutput, withGroups).gradInput;
    },
  },
  "without columns": { conv2dIm2col: conv2d, conv2dIm2colBackward: conv2dBackward },
});
