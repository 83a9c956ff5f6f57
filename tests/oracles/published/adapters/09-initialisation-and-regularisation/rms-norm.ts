import { rmsNorm } from "#reference/09-initialisation-and-regularisation/rms-norm.ts";
import { ones } from "#tensor";
import { applies, type Adapter } from "../../adapter.ts";
import { readLastAxes } from "../../families/last-axes.ts";
import { attribute, findInput } from "../../published-case.ts";

const operations = ["RMSNormalization", "layers.RMSNormalization", "ops.nn.rms_normalization"];

const adapter: Adapter = {
  claims: (item) => operations.includes(item.op),
  answer(item) {
    const { x, leave } = readLastAxes(item);
    const gamma = findInput(item, "W", "scale")?.flatten() ?? ones([x.shape.at(-1)!]);
    // Without an attribute: ONNX 1e-5, Keras's function the epsilon of its backend.
    const epsilon = attribute(item, "epsilon", item.op === "RMSNormalization" ? 1e-5 : 1e-7);
    return applies(leave(rmsNorm(x, gamma, { epsilon })));
  },
};

export default adapter;
