import {
  inputSizes,
  outputSize,
  samePadding,
  type WindowOptions,
} from "#reference/10-convolutional-networks/output-size.ts";
import { mistakes } from "#graders/spec/authoring.ts";

type Module = typeof import("#reference/10-convolutional-networks/output-size.ts");
type Rule = (n: number, K: number, options: Required<WindowOptions>) => number;

/** Another formula; what the right one refuses stays refused. */
const sizeBy = (rule: Rule): Pick<Module, "outputSize"> => ({
  outputSize(inputSize, kernelSize, options = {}) {
    outputSize(inputSize, kernelSize, options);
    return rule(inputSize, kernelSize, { stride: 1, padding: 0, dilation: 1, ...options });
  },
});

/** Another way back; what the right one refuses stays refused. */
const wayBack = (
  rule: (least: number, most: number, options: Required<WindowOptions>) => [least: number, most: number],
): Pick<Module, "inputSizes"> => ({
  inputSizes(outputs, kernelSize, options = {}) {
    inputSizes(outputs, kernelSize, options);
    const { stride = 1, padding = 0, dilation = 1 } = options;
    const nothingLeft = (outputs - 1) * stride + dilation * (kernelSize - 1) + 1 - 2 * padding;
    const [least, most] = rule(nothingLeft, nothingLeft + stride - 1, { stride, padding, dilation });
    return { least: Math.max(1, least), most };
  },
});

export default mistakes<Module>({
  "no plus one": {
    looksLike: "The first stop is not counted: the 1 is missing at the end of the formula.",
    reread: "n' = ⌊(n + 2P − span) / S⌋ + 1",
    ...sizeBy((n, K, { stride, padding, dilation }) => Math.floor((n + 2 * padding - dilation * (K - 1) - 1) / stride)),
  },
  "plus one before the division": {
    looksLike: "The 1 is added before the division by the stride instead of after it.",
    reread: "n' = ⌊(n + 2P − span) / S⌋ + 1: the 1 stands outside the brackets",
    ...sizeBy((n, K, { stride, padding, dilation }) => Math.floor((n + 2 * padding - dilation * (K - 1)) / stride)),
  },
  "no floor": {
    looksLike: "The size comes out as a fraction: what is left over behind the last stop counts as part of one.",
    reread: "n' = ⌊(n + 2P − span) / S⌋ + 1: the brackets round down",
    ...sizeBy((n, K, { stride, padding, dilation }) => (n + 2 * padding - dilation * (K - 1) - 1) / stride + 1),
  },
  "rounded up": {
    looksLike: "What is left over behind the last stop counts as a whole stop: rounded up, not down.",
    reread: "n' = ⌊(n + 2P − span) / S⌋ + 1: the brackets round down",
    ...sizeBy(
      (n, K, { stride, padding, dilation }) => Math.ceil((n + 2 * padding - dilation * (K - 1) - 1) / stride) + 1,
    ),
  },
  "rounded to the nearest": {
    looksLike: "Half a stop and more counts as a whole one: rounded to the nearest, not down.",
    reread: "n' = ⌊(n + 2P − span) / S⌋ + 1: the brackets round down",
    ...sizeBy(
      (n, K, { stride, padding, dilation }) => Math.round((n + 2 * padding - dilation * (K - 1) - 1) / stride) + 1,
    ),
  },
  "padding on one side": {
    looksLike: "The padding is counted once, but it lies on both sides.",
    reread: "n' = ⌊(n + 2P − span) / S⌋ + 1: 2P",
    ...sizeBy((n, K, { stride, padding, dilation }) => Math.floor((n + padding - dilation * (K - 1) - 1) / stride) + 1),
  },
  "padding left out": {
    looksLike: "The padding makes no difference to the size.",
    reread: "n' = ⌊(n + 2P − span) / S⌋ + 1",
    ...sizeBy((n, K, { stride, dilation }) => Math.floor((n - dilation * (K - 1) - 1) / stride) + 1),
  },
  "stride left out": {
    looksLike: "The stride makes no difference to the size.",
    reread: "n' = ⌊(n + 2P − span) / S⌋ + 1",
    ...sizeBy((n, K, { padding, dilation }) => n + 2 * padding - dilation * (K - 1)),
  },
  "stride divides the input alone": {
    looksLike: "Only the input is divided by the stride, not what the window leaves of it.",
    reread: "n' = ⌊(n + 2P − span) / S⌋ + 1: all of n + 2P − span is divided",
    ...sizeBy(
      (n, K, { stride, padding, dilation }) => Math.floor(n / stride + 2 * padding - dilation * (K - 1) - 1) + 1,
    ),
  },
  "dilation left out": {
    looksLike: "The window spans as many values as it has entries, whatever the dilation.",
    reread: "span = D (K − 1) + 1",
    ...sizeBy((n, K, { stride, padding }) => Math.floor((n + 2 * padding - K) / stride) + 1),
  },
  "dilation times the kernel": {
    looksLike: "The window is taken to span D · K values, with a gap behind its last entry as well.",
    reread: "span = D (K − 1) + 1: there are K − 1 gaps between K entries",
    ...sizeBy((n, K, { stride, padding, dilation }) => Math.floor((n + 2 * padding - dilation * K) / stride) + 1),
  },
  "dilation as gaps": {
    looksLike: "The dilation is read as the number of values skipped, so that a dilation of 1 already leaves gaps.",
    reread: "span = D (K − 1) + 1: D is the distance between neighbours, 1 without gaps",
    ...sizeBy(
      (n, K, { stride, padding, dilation }) =>
        Math.floor((n + 2 * padding - (dilation + 1) * (K - 1) - 1) / stride) + 1,
    ),
  },
  "window that is too wide let through": {
    looksLike: "A window that finds no place gives a size of 0 or less, not an error.",
    reread: "throws ShapeError - when the window spans more than the padded input",
    outputSize(inputSize, kernelSize, options = {}) {
      const { stride = 1, padding = 0, dilation = 1 } = options;
      const room = inputSize + 2 * padding - dilation * (kernelSize - 1) - 1;
      return room < 0 ? Math.floor(room / stride) + 1 : outputSize(inputSize, kernelSize, options);
    },
  },
  "half of the kernel": {
    looksLike: "The padding is half of the kernel, whatever the dilation.",
    reread: "P = (span − 1) / 2 with span = D (K − 1) + 1",
    samePadding(kernelSize, options) {
      samePadding(kernelSize, options);
      return Math.floor(kernelSize / 2);
    },
  },
  "both sides of the padding together": {
    looksLike: "This is the padding of both sides together; each side gets half of it.",
    reread: "P = (span − 1) / 2",
    samePadding: (kernelSize, options) => 2 * samePadding(kernelSize, options),
  },
  "even window padded": {
    looksLike: "A window with an even span gets a padding, but no padding keeps the size.",
    reread: "throws RangeError - when the window spans an even number",
    samePadding: (kernelSize, options = {}) => {
      const { dilation = 1 } = options;
      const span = dilation * (kernelSize - 1) + 1;
      return kernelSize > 0 && span % 2 === 0 && Number.isInteger(dilation)
        ? Math.floor(span / 2)
        : samePadding(kernelSize, options);
    },
  },
  "only the size without a rest": {
    looksLike: "Only the input that leaves no rest is found; with a stride, larger ones give the same output.",
    reread: "most = least + S − 1",
    ...wayBack((least) => [least, least]),
  },
  "one size too many": {
    looksLike: "The largest input is too large by one: it has room for another stop.",
    reread: "most = least + S − 1",
    ...wayBack((least, most) => [least, most + 1]),
  },
  "stride times all outputs": {
    looksLike: "The stride is counted for every output, the first one included.",
    reread: "least = (n' − 1) S + span − 2P",
    ...wayBack((least, most, { stride }) => [least + stride, most + stride]),
  },
  "padding not taken off again": {
    looksLike: "The sizes are those of the padded input: the padding is not taken off.",
    reread: "least = (n' − 1) S + span − 2P",
    ...wayBack((least, most, { padding }) => [least + 2 * padding, most + 2 * padding]),
  },
  "padding taken off once": {
    looksLike: "The padding is taken off on one side only.",
    reread: "least = (n' − 1) S + span − 2P",
    ...wayBack((least, most, { padding }) => [least + padding, most + padding]),
  },
  "input of no values": {
    looksLike: "The least input is 0 or less, where one value is the least there can be.",
    reread: "returns the least, at least 1",
    inputSizes(outputs, kernelSize, options = {}) {
      const { most } = inputSizes(outputs, kernelSize, options);
      return { least: most - (options.stride ?? 1) + 1, most };
    },
  },
});
