import { layerNorm } from "#reference/09-initialisation-and-regularisation/layer-norm.ts";
import { ones, zeros } from "#tensor";
import { applies, doesNotApply, type Adapter } from "../../adapter.ts";
import { readLastAxes } from "../../families/last-axes.ts";
import { attribute, findInput, type PublishedCase } from "../../published-case.ts";

const operations = ["LayerNormalization", "layer.LayerNormalization", "layers.LayerNormalization"];
const byDefault = (item: PublishedCase): number => (item.op === "LayerNormalization" ? 1e-5 : 1e-3);

const adapter: Adapter = {
  claims: (item) => operations.includes(item.op) || item.op === "ops.nn.layer_normalization",
  answer(item) {
    if (attribute(item, "rms_scaling", false))
      return doesNotApply("divides by the standard deviation without subtracting the mean (Keras's rms_scaling)");
    const { x, leave } = readLastAxes(item);
    const size = x.shape.at(-1)!;
    const gamma = findInput(item, "W", "gamma")?.flatten() ?? ones([size]);
    const beta = findInput(item, "B", "beta")?.flatten() ?? zeros([size]);
    const y = layerNorm(x, gamma, beta, { epsilon: attribute(item, "epsilon", byDefault(item)) });
    return applies(...item.outputs.map(({ name }) => (["Mean", "InvStdDev"].includes(name) ? undefined : leave(y))));
  },
};

export default adapter;
