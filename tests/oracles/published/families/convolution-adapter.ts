/** The adapter of an exercise that convolves images, whichever way it goes about it. */
import type { conv2d, conv2dBackward } from "#reference/10-convolutional-networks/conv2d.ts";
import type { Tensor } from "#tensor";
import { applies, doesNotApply, type Adapter, type Answer } from "../adapter.ts";
import { gradOutputOf, isGradient, operationOf, toTensor, type PublishedCase } from "../published-case.ts";
import { activationOf } from "./activate.ts";
import { directionsOf, readConvolution, type Convolution } from "./convolution.ts";
import { enter, leave } from "./layout.ts";
import { commonWidth } from "./padding.ts";

interface Convolve {
  readonly conv2d: typeof conv2d;
  readonly conv2dBackward: typeof conv2dBackward;
}

/** Also one direction (an image of one row) and depthwise (as many groups as channels). */
const operations = new Set([
  "Conv",
  "conv1d",
  "conv2d",
  "fusedConv2d",
  "depthwiseConv2d",
  "fusedDepthwiseConv2d",
  "tfl.conv1d",
  "tfl.conv1dWithBias",
  "tfl.conv2d",
  "tfl.conv2dWithBiasActivation",
  "layer.Conv1D",
  "layer.Conv2D",
  "layer.DepthwiseConv2D",
  "layers.Conv1D",
  "layers.Conv2D",
  "layers.DepthwiseConv1D",
  "layers.DepthwiseConv2D",
  "ops.nn.conv",
  "ops.nn.depthwise_conv",
  "conv3d",
  "tfl.conv3d",
  "tfl.conv3dWithBias",
  "layer.Conv3D",
]);

/** @param convolve - the exercise's forward and backward pass. */
export function convolutionAdapter(convolve: Convolve): Adapter {
  return {
    claims: (item) => operations.has(operationOf(item)),
    answer(item) {
      if (directionsOf(item) > 2) return doesNotApply("convolves in three directions");
      const activation = activationOf(item);
      if (typeof activation === "string") return doesNotApply(activation);
      const convolution = readConvolution(item);
      const { stride, dilation } = convolution;
      if (stride[0] !== stride[1]) return doesNotApply("has another stride for rows than for columns");
      if (dilation[0] !== dilation[1]) return doesNotApply("has another dilation for rows than for columns");
      return isGradient(item)
        ? backward(convolve, item, convolution)
        : applies(forward(convolve, convolution, activation));
    },
  };
}

function forward({ conv2d }: Convolve, convolution: Convolution, activation: (x: Tensor) => Tensor): Tensor {
  const { input, options } = prepare(convolution);
  return leave(activation(conv2d(input, convolution.weight, convolution.bias, options)), convolution.outputLayout);
}

function backward({ conv2d, conv2dBackward }: Convolve, item: PublishedCase, convolution: Convolution): Answer {
  const { weight, bias, inputLayout, outputLayout, leaveWeight } = convolution;
  const { input, options, cut } = prepare(convolution);
  const gradOutput = item.dy
    ? enter(toTensor(item.dy), outputLayout)
    : gradOutputOf(item, conv2d(input, weight, bias, options).shape);
  const { gradInput, gradWeight, gradBias } = conv2dBackward(input, weight, bias, gradOutput, options);
  if (item.wrt === "x") return applies(leave(cut(gradInput), inputLayout));
  return applies(item.wrt === "bias" ? gradBias : leaveWeight(gradWeight));
}

/** The same width on all sides is left to the reference; any other is put around the image here, and cut off its gradient. */
function prepare({ input, padding, stride, dilation, groups }: Convolution) {
  const width = commonWidth(padding);
  const options = { stride: stride[0]!, dilation: dilation[0]!, groups, padding: width ?? 0 };
  if (width !== undefined) return { input, options, cut: (grad: Tensor): Tensor => grad };
  const [rows, columns] = padding as [readonly [number, number], readonly [number, number]];
  const [, , height, breadth] = input.shape as [number, number, number, number];
  const cut = (grad: Tensor): Tensor =>
    grad.slice(null, null, [rows[0], rows[0] + height], [columns[0], columns[0] + breadth]);
  return { input: input.pad([[0, 0], [0, 0], rows, columns]), options, cut };
}
