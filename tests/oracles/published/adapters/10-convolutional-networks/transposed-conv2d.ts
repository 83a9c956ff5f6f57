import { transposedConv2d, transposedConv2dBackward } from "#reference/10-convolutional-networks/transposed-conv2d.ts";
import { zeros } from "#tensor";
import { applies, doesNotApply, type Adapter } from "../../adapter.ts";
import { enter, leave, type Layout } from "../../families/layout.ts";
import { commonWidth } from "../../families/padding.ts";
import { findInput, input, inputAt, isGradient, operationOf, toTensor } from "../../published-case.ts";

const operations = /^(ConvTranspose|conv[23]dTranspose|layers?\.Conv[123]DTranspose|ops\.nn\.conv_transpose)$/;

const adapter: Adapter = {
  claims: (item) => operations.test(operationOf(item)),
  answer(item) {
    const isOnnx = item.file.startsWith("onnx/");
    const array = isOnnx ? inputAt(item, 1)! : input(item, "kernel", "filter");
    const directions = array.rank - 2;
    if (directions > 2) return doesNotApply("goes in three directions");
    const one = (...names: readonly string[]): number | undefined => {
      const given = names.map((name) => item.attributes[name]).find((value) => value !== undefined && value !== null);
      return commonWidth([[given ?? 0].flat() as unknown as [number, number]]);
    };
    const [stride, dilation] = [one("strides") || 1, one("dilations", "dilation_rate", "dilationRate") || 1];
    const isUneven = [item.attributes["strides"], item.attributes["dilations"]].some(
      (values) => new Set([values ?? 1].flat()).size > 1,
    );
    if (isUneven) return doesNotApply("has another stride or dilation for rows than for columns");
    if ((item.attributes["activation"] ?? "linear") !== "linear") return doesNotApply("has an activation");
    const pad =
      item.attributes["pads"] ?? item.attributes["auto_pad"] ?? item.attributes["pad"] ?? item.attributes["padding"];
    const isValid = pad === undefined || pad === "valid" || pad === "NOTSET";
    const padding = isValid ? 0 : typeof pad === "string" ? undefined : one("pads", "pad", "padding");
    if (padding === undefined) return doesNotApply("cuts its sides by different widths, or asks for the same size");
    const format = item.attributes["dataFormat"] ?? item.attributes["data_format"] ?? (isOnnx ? "NCHW" : "NHWC");
    const given = isOnnx ? inputAt(item, 0)! : input(item, "x", "input", "inputs");
    const layout: Layout = {
      channels: /^NC|first$/i.test(String(format)) ? "first" : "last",
      directions,
      batched: given.rank === directions + 2,
    };
    const space = [...Array(directions).keys()];
    const kernels = isOnnx ? array : array.transpose([directions + 1, directions, ...space]); // [C, O / G, k…]
    const weight = directions === 1 ? kernels.expandDims(2) : kernels;
    const image = enter(given, layout);
    const groups = Number(item.attributes["group"] ?? 1);
    const outputs = weight.shape[1]! * groups;
    const bias = (isOnnx ? inputAt(item, 2) : findInput(item, "bias")) ?? zeros([outputs]);
    // What the library's output has over the smallest one is the output padding.
    const expected = isGradient(item) ? item.dy : item.outputs[0];
    if (!expected) return doesNotApply("doesn't say how large its output is");
    const shape = enter(toTensor(expected), layout).shape;
    const more = space.map((axis) => {
      const at = axis + 4 - directions;
      return shape[at]! - ((image.shape[at]! - 1) * stride - 2 * padding + dilation * (weight.shape[at]! - 1) + 1);
    });
    const outputPadding = commonWidth([more as unknown as [number, number]]);
    const reaches = outputPadding !== undefined && outputPadding >= 0 && outputPadding < stride;
    if (!reaches) return doesNotApply("has an output larger than the stride explains, or more so in one direction");
    if (directions === 1 && (padding > 0 || outputPadding > 0)) return doesNotApply("pads a signal");
    const options = { stride, padding, dilation, groups, outputPadding };
    if (!isGradient(item)) return applies(leave(transposedConv2d(image, weight, bias, options), layout));
    const gradOutput = enter(toTensor(item.dy!), layout);
    const { gradInput, gradWeight } = transposedConv2dBackward(image, weight, bias, gradOutput, options);
    return applies(item.wrt === "x" ? leave(gradInput, layout) : gradWeight.transpose([2, 3, 1, 0]));
  },
};

export default adapter;
