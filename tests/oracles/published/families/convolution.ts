/** Reads a published convolution, of any library, into the terms of the course. */
import { zeros, type Tensor } from "#tensor";
import { attribute, findInput, input, inputAt, operationOf, type PublishedCase } from "../published-case.ts";
import { enter, type Layout } from "./layout.ts";
import { causalPadding, samePadding, type Padding, type Window } from "./padding.ts";

export interface Convolution {
  /** `[N, C, H, W]`, not yet padded. */
  readonly input: Tensor;
  /** `[O, C / groups, KH, KW]` */
  readonly weight: Tensor;
  /** `[O]`, zeros when the case has none. */
  readonly bias: Tensor;
  readonly stride: readonly number[];
  readonly dilation: readonly number[];
  readonly padding: Padding;
  readonly groups: number;
  readonly inputLayout: Layout;
  readonly outputLayout: Layout;
  /** Turns a gradient of the weight into the library's order. */
  readonly leaveWeight: (weight: Tensor) => Tensor;
}

/** Operations with one filter for each input channel, kernel [k…, C, multiplier]. */
const depthwise = /depthwise/i;

/** How many directions the convolution has, 1 to 3. */
export function directionsOf(item: PublishedCase): number {
  return kernelArray(item).rank - 2;
}

/** Reads a convolution in one or two directions; one direction becomes the columns of a single row. */
export function readConvolution(item: PublishedCase): Convolution {
  const directions = directionsOf(item);
  const { weight, leaveWeight } = readWeight(item, directions);
  const given = inputAt(item, 0)!;
  const inputLayout = layoutOf(item, given, directions);
  const image = enter(given, inputLayout);
  const groups = image.shape[1]! / weight.shape[1]!;
  const bias = biasOf(item, weight.shape[0]!);
  const stride = perDirection(item, ["strides", "stride"], directions);
  const dilation = perDirection(item, ["dilations", "dilation", "dilationRate", "dilation_rate"], directions);
  const windows = [0, 1].map((direction): Window => ({
    size: image.shape[2 + direction]!,
    kernel: weight.shape[2 + direction]!,
    stride: stride[direction]!,
    dilation: dilation[direction]!,
  }));
  const padding = paddingOf(item, windows, inputLayout);
  // tfjs-layers turns the input of its one-dimensional convolution to channels last and leaves the output so.
  const outputLayout: Layout = item.op.startsWith("tfl.conv1d") ? { ...inputLayout, channels: "last" } : inputLayout;
  return { input: image, weight, bias, stride, dilation, padding, groups, inputLayout, outputLayout, leaveWeight };
}

function kernelArray(item: PublishedCase): Tensor {
  return isOnnx(item) ? inputAt(item, 1)! : input(item, "kernel", "filter", "depthwise_kernel");
}

function isOnnx(item: PublishedCase): boolean {
  return item.file.startsWith("onnx/");
}

function readWeight(
  item: PublishedCase,
  directions: number,
): { weight: Tensor; leaveWeight: (weight: Tensor) => Tensor } {
  const array = kernelArray(item);
  const widen = (weight: Tensor): Tensor => (directions === 1 ? weight.expandDims(2) : weight);
  const narrow = (weight: Tensor): Tensor => (directions === 1 ? weight.squeeze(2) : weight);
  if (isOnnx(item)) return { weight: widen(array), leaveWeight: narrow };
  const space = [...Array(directions).keys()];
  const back = [...space.map((axis) => axis + 2), 1, 0];
  if (!depthwise.test(operationOf(item))) {
    const leaveWeight = (weight: Tensor): Tensor => narrow(weight).transpose(back);
    return { weight: widen(array.transpose([directions + 1, directions, ...space])), leaveWeight };
  }
  // [k…, C, M] -> [C, M, k…] -> [C · M, 1, k…]: output channel c · M + m sees input channel c.
  const [channels, multiplier] = array.shape.slice(-2) as [number, number];
  const size = array.shape.slice(0, directions);
  const weight = array.transpose([directions, directions + 1, ...space]).reshape([channels * multiplier, 1, ...size]);
  const leaveWeight = (grad: Tensor): Tensor =>
    narrow(grad)
      .reshape([channels, multiplier, ...size])
      .transpose([...space.map((axis) => axis + 2), 0, 1]);
  return { weight: widen(weight), leaveWeight };
}

function layoutOf(item: PublishedCase, given: Tensor, directions: number): Layout {
  const format = attribute(item, "dataFormat", attribute(item, "data_format", isOnnx(item) ? "NCHW" : "NHWC"));
  const first = /^NC|first$/i.test(format);
  return { channels: first ? "first" : "last", directions, batched: given.rank === directions + 2 };
}

function biasOf(item: PublishedCase, outputs: number): Tensor {
  const bias = isOnnx(item) ? inputAt(item, 2) : findInput(item, "bias");
  if (!bias) return zeros([outputs]);
  return bias.size === 1 ? bias.reshape([1]).broadcastTo([outputs]) : bias.reshape([outputs]);
}

/** Rows and columns; one number stands for both, and a signal's one for its only direction. */
function perDirection(item: PublishedCase, names: readonly string[], directions: number): number[] {
  const given = names.map((name) => item.attributes[name]).find((value) => value !== undefined) as
    | number
    | number[]
    | undefined;
  const values = [given ?? 1].flat();
  return directions === 2 && values.length === 2 ? values : [values[0]!, values[0]!];
}

function paddingOf(item: PublishedCase, windows: readonly Window[], { channels, directions }: Layout): Padding {
  const given =
    item.attributes["pads"] ?? item.attributes["auto_pad"] ?? item.attributes["pad"] ?? item.attributes["padding"];
  const none: Padding = [
    [0, 0],
    [0, 0],
  ];
  if (given === undefined || given === "valid" || given === "VALID" || given === "NOTSET") return none;
  if (given === "same" || given === "SAME_UPPER") return samePadding(windows);
  if (given === "SAME_LOWER") return samePadding(windows, "start");
  if (given === "causal") return [[0, 0], causalPadding(windows)[1]!];
  if (typeof given === "number")
    return directions === 1
      ? [
          [0, 0],
          [given, given],
        ]
      : [
          [given, given],
          [given, given],
        ];
  const widths = given as readonly (number | readonly [number, number])[];
  if (Array.isArray(widths[0])) {
    // TensorFlow.js: a pair for each axis, batch and channels included; a signal counts as an image of one row.
    const pairs = widths as readonly (readonly [number, number])[];
    return channels === "first" ? pairs.slice(2, 4) : pairs.slice(1, 3);
  }
  // ONNX: all starts, then all ends.
  const pairs = Array.from(
    { length: directions },
    (_, axis) => [widths[axis], widths[axis + directions]] as [number, number],
  );
  return directions === 1 ? [[0, 0], pairs[0]!] : pairs;
}
