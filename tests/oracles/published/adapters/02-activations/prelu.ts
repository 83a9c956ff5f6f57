import { prelu, preluBackward } from "#reference/02-activations/prelu.ts";
import { applies, type Adapter } from "../../adapter.ts";
import { gradOutputOf, inputAt, isGradient, operationOf } from "../../published-case.ts";

const operations = ["PRelu", "prelu", "layer.PReLU", "layers.PReLU"];

const adapter: Adapter = {
  claims: (item) => operations.includes(operationOf(item)),
  answer(item) {
    const [x, slope] = [inputAt(item, 0)!, inputAt(item, 1)!];
    const shared = slope.size === 1;
    // PyTorch's slopes go with the channels. Elsewhere they broadcast: each entry is then a channel of its own.
    const perChannel = item.file === "onnx/pytorch_converted" && !shared;
    const input = shared || perChannel ? x : x.reshape([1, -1]);
    const slopes = shared || perChannel ? slope.flatten() : slope.broadcastTo(x.shape).flatten();
    if (!isGradient(item)) return applies(prelu(input, slopes).reshape(x.shape));
    const gradOutput = gradOutputOf(item, x.shape).reshape(input.shape);
    const { gradInput, gradSlope } = preluBackward(input, slopes, gradOutput);
    if (item.wrt === "x") return applies(gradInput.reshape(x.shape));
    return applies(
      shared || perChannel ? gradSlope.reshape(slope.shape) : gradSlope.reshape(x.shape).sumTo(slope.shape),
    );
  },
};

export default adapter;
