import { beforeAll, describe, it } from "vitest";
import { conv2d, conv2dBackward, type Conv2dOptions } from "#reference/10-convolutional-networks/conv2d.ts";
import { zeros } from "#tensor";
import { differentiate, draws, expectAgreement, loadTensorFlow, type TensorFlow, type TfTensor } from "./tensorflow.ts";

let tf: TensorFlow;
beforeAll(async () => {
  tf = await loadTensorFlow();
});

const settings: { readonly [name: string]: Conv2dOptions } = {
  "as it is by default": {},
  "with stride 2": { stride: 2 },
  "with padding 2": { padding: 2 },
  "with stride 3 and padding 1": { stride: 3, padding: 1 },
  "with dilation 2": { dilation: 2, padding: 1 },
  "with dilation 2 and stride 2": { dilation: 2, stride: 2, padding: 2 },
  "in 2 groups": { groups: 2, padding: 1 },
  "with everything": { stride: 2, padding: 2, dilation: 2, groups: 3 },
};

describe("conv2d agrees with TensorFlow.js", () => {
  it.each(Object.entries(settings))("%s: values and the gradients of image, kernels and bias", (name, options) => {
    for (const { seed, draw } of draws) {
      const drawn = draw();
      const groups = options.groups ?? 1;
      const [kernelHeight, kernelWidth] = [drawn.size(1, 3), drawn.size(2, 3)];
      const [height, width] = [drawn.size(5, 8), drawn.size(5, 8)];
      const [channels, outputs] = [drawn.integer(1, 2) * groups, drawn.integer(1, 3) * groups];
      const input = drawn.tensor([drawn.integer(1, 2), channels, height, width]);
      const weight = drawn.tensor([outputs, channels / groups, kernelHeight, kernelWidth]);
      const bias = drawn.tensor([outputs]);
      const output = conv2d(input, weight, bias, options);
      const gradOutput = drawn.tensor(output.shape);
      const { gradInput, gradWeight, gradBias } = conv2dBackward(input, weight, bias, gradOutput, options);
      const { value, gradients } = differentiate(
        tf,
        (...given) => convolve(given, options),
        [input, weight, bias],
        gradOutput,
      );
      const where = `${name} (seed ${seed})`;
      expectAgreement(`conv2d ${where}`, output, value);
      expectAgreement(`gradInput ${where}`, gradInput, gradients[0]!);
      expectAgreement(`gradWeight ${where}`, gradWeight, gradients[1]!);
      expectAgreement(`gradBias ${where}`, gradBias, gradients[2]!);
    }
  });
});

/**
 * The convolution of TensorFlow.js has its channels last, no groups, and no gradient under dilation: so one for each
 * group, and the kernel is spread out by a product with a matrix of zeros and ones.
 */
function convolve(
  given: readonly TfTensor[],
  { stride = 1, padding = 0, dilation = 1, groups = 1 }: Conv2dOptions,
): TfTensor {
  const [input, weight, bias] = given as [TfTensor, TfTensor, TfTensor];
  const images = blocks(input.transpose([0, 2, 3, 1]), groups);
  const kernels = blocks(spread(weight, dilation).transpose([2, 3, 1, 0]), groups);
  // Padding as a number is wrong there (4.22) for kernels that are not square: both directions take the kernel's height.
  const sides: [number, number] = [padding, padding];
  const explicit: Parameters<typeof tf.conv2d>[3] = [[0, 0], sides, sides, [0, 0]];
  const parts = images.map((image, group): TfTensor => {
    const [batch, kernel] = [
      image as Parameters<typeof tf.conv2d>[0],
      kernels[group] as Parameters<typeof tf.conv2d>[1],
    ];
    return tf.conv2d(batch as never, kernel, stride, explicit, "NHWC", 1, "floor");
  });
  return tf.concat(parts, 3).add(bias).transpose([0, 3, 1, 2]);
}

/** Blocks along the last axis. The gradient of `tf.split` into a single one throws. */
function blocks(x: TfTensor, count: number): TfTensor[] {
  return count === 1 ? [x] : tf.split(x, count, 3);
}

function spread(weight: TfTensor, dilation: number): TfTensor {
  const [outputs, channels, height, width] = weight.shape as [number, number, number, number];
  const [tall, wide] = [(height - 1) * dilation + 1, (width - 1) * dilation + 1];
  const places = zeros([height * width, tall * wide]);
  for (let k = 0; k < height; k++) {
    for (let l = 0; l < width; l++) places.data[(k * width + l) * tall * wide + (k * wide + l) * dilation] = 1;
  }
  const matrix = tf.tensor2d(Float32Array.from(places.data), [height * width, tall * wide]);
  return tf.matMul(weight.reshape([-1, height * width]), matrix).reshape([outputs, channels, tall, wide]);
}
