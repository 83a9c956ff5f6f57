import { globalAveragePool } from "#reference/10-convolutional-networks/global-average-pool.ts";
import { applies, doesNotApply, type Adapter } from "../../adapter.ts";
import { enter } from "../../families/layout.ts";
import { attribute, findInput, inputAt, operationOf } from "../../published-case.ts";

const adapter: Adapter = {
  claims: (item) => /^(GlobalAveragePool|layers?\.GlobalAveragePooling[123]D)$/.test(operationOf(item)),
  answer(item) {
    const isOnnx = item.file.startsWith("onnx/");
    const given = isOnnx ? inputAt(item, 0)! : findInput(item, "input", "inputs")!;
    const directions = given.rank - 2;
    if (directions > 2) return doesNotApply("pools in three directions");
    if (item.inputs.length > 1) return doesNotApply("masks steps of a signal");
    const format = attribute(item, "dataFormat", attribute(item, "data_format", isOnnx ? "NCHW" : "NHWC"));
    const channels = /^NC|first$/i.test(format) ? "first" : "last";
    const output = globalAveragePool(enter(given, { channels, directions, batched: true }));
    return applies(output.reshape(item.outputs[0]!.shape));
  },
};

export default adapter;
