import { averagePool2d, averagePool2dBackward } from "#reference/10-convolutional-networks/average-pool.ts";
import { applies, doesNotApply, type Adapter } from "../../adapter.ts";
import { enter, leave } from "../../families/layout.ts";
import { commonWidth } from "../../families/padding.ts";
import { readPooling } from "../../families/pooling.ts";
import { gradOutputOf, isGradient, operationOf, toTensor } from "../../published-case.ts";

const operations = /^(AveragePool|avgPool(3d)?|layers?\.AveragePooling[123]D|ops\.nn\.average_pool)$/;

const adapter: Adapter = {
  claims: (item) =>
    operations.test(operationOf(item)) ||
    (/^(pool|tfl\.pool[23]d)$/.test(operationOf(item)) && item.attributes["poolingType"] === "avg"),
  answer(item) {
    const pooling = readPooling(item);
    if (typeof pooling === "string") return doesNotApply(pooling);
    const { kernelSize, stride, padding, layout } = pooling;
    const width = commonWidth(padding);
    if (width === undefined || 2 * width > kernelSize)
      return doesNotApply("pads its sides by different widths, or by much");
    if (layout.directions === 1 && width > 0) return doesNotApply("pads a signal");
    const options = { stride, padding: width, countPadding: Boolean(item.attributes["count_include_pad"]) };
    const [batch, channels, height, breadth] = pooling.input.shape as [number, number, number, number];
    // A signal becomes K equal rows, of which each window sees all.
    const tall = layout.directions === 2 ? height : kernelSize;
    const input = pooling.input.broadcastTo([batch, channels, tall, breadth]);
    const output = averagePool2d(input, kernelSize, options);
    if (!isGradient(item)) return applies(leave(output, layout));
    const gradOutput = item.dy ? enter(toTensor(item.dy), layout) : gradOutputOf(item, output.shape);
    const gradient = averagePool2dBackward(input, kernelSize, gradOutput, options);
    return applies(leave(layout.directions === 2 ? gradient : gradient.sum(2, { keepDims: true }), layout));
  },
};

export default adapter;
