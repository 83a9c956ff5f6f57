import { maxPool2d, maxPool2dBackward } from "#reference/10-convolutional-networks/max-pool.ts";
import type { Tensor } from "#tensor";
import { applies, doesNotApply, type Adapter } from "../../adapter.ts";
import { enter, leave } from "../../families/layout.ts";
import { commonWidth } from "../../families/padding.ts";
import { readPooling } from "../../families/pooling.ts";
import { gradOutputOf, isGradient, operationOf, toTensor } from "../../published-case.ts";

const operations = /^(MaxPool|maxPool(3d)?|layers?\.MaxPooling[123]D|ops\.nn\.max_pool)$/;

const adapter: Adapter = {
  claims: (item) =>
    operations.test(operationOf(item)) ||
    (/^(pool|tfl\.pool[23]d)$/.test(operationOf(item)) && item.attributes["poolingType"] === "max"),
  answer(item) {
    const pooling = readPooling(item);
    if (typeof pooling === "string") return doesNotApply(pooling);
    const { kernelSize, stride, padding, layout } = pooling;
    if (padding.flat().some((width) => width >= kernelSize)) return doesNotApply("has windows outside the image");
    if (pooling.input.data.some(Number.isNaN)) return doesNotApply("skips NaN, which the course passes on");
    const width = layout.directions === 2 ? commonWidth(padding) : undefined;
    const isCommon = width !== undefined && 2 * width <= kernelSize;
    const options = { stride, ...(isCommon ? { padding: width } : {}) };
    // Another padding is put around the image here, and cut off its gradient. A signal becomes K equal rows.
    const [rows, columns] = layout.directions === 2 ? [padding[0]!, padding[1]!] : [[0, 0] as const, padding[0]!];
    const [batch, channels, height, breadth] = pooling.input.shape as [number, number, number, number];
    const tall = layout.directions === 2 ? height : kernelSize;
    const image = pooling.input.broadcastTo([batch, channels, tall, breadth]);
    const input = isCommon ? image : image.pad([[0, 0], [0, 0], rows, columns], -Infinity);
    const output = maxPool2d(input, kernelSize, options);
    if (!isGradient(item)) return applies(leave(output, layout));
    const gradOutput = item.dy ? enter(toTensor(item.dy), layout) : gradOutputOf(item, output.shape);
    const gradient = maxPool2dBackward(input, kernelSize, gradOutput, options);
    const cut = (grad: Tensor): Tensor =>
      grad.slice(null, null, [rows[0], rows[0] + tall], [columns[0], columns[0] + breadth]);
    const gradImage = isCommon ? gradient : cut(gradient);
    return applies(leave(layout.directions === 2 ? gradImage : gradImage.sum(2, { keepDims: true }), layout));
  },
};

export default adapter;
