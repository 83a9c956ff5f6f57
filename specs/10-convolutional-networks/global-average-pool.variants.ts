import { full, stack, type Tensor } from "#tensor";
import { averagePool2d, averagePool2dBackward } from "#reference/10-convolutional-networks/average-pool.ts";
import { conv2d } from "#reference/10-convolutional-networks/conv2d.ts";
import {
  globalAveragePool,
  globalAveragePoolBackward,
} from "#reference/10-convolutional-networks/global-average-pool.ts";
import { variants } from "#graders/spec/authoring.ts";

/** Each channel as one row, and that row as often as it is long: a square image with the same mean. */
function square(input: Tensor): Tensor {
  const [batch, channels, height, width] = input.shape as [number, number, number, number];
  const row = input.reshape([batch, channels, 1, height * width]);
  return row.broadcastTo([batch, channels, height * width, height * width]);
}

export default variants<typeof import("#reference/10-convolutional-networks/global-average-pool.ts")>({
  "one window of average pooling, and kernels of 1 × 1": {
    globalAveragePool(input) {
      globalAveragePool(input);
      return averagePool2d(square(input), input.shape[2]! * input.shape[3]!).squeeze([2, 3]);
    },
    globalAveragePoolBackward(input, gradOutput) {
      globalAveragePoolBackward(input, gradOutput);
      const size = input.shape[2]! * input.shape[3]!;
      const gradSquare = averagePool2dBackward(square(input), size, gradOutput.reshape([...gradOutput.shape, 1, 1]));
      return gradSquare.sum(2).reshape(input.shape);
    },
    classActivationMaps(input, weight) {
      return conv2d(input, weight.reshape([...weight.shape, 1, 1]), full([weight.shape[0]!], 0));
    },
  },
  "channel by channel": {
    globalAveragePool(input) {
      globalAveragePool(input);
      const channels = Array.from({ length: input.shape[1]! }, (_, c) => input.slice(null, c).mean([1, 2]));
      return stack(channels, 1);
    },
  },
});
