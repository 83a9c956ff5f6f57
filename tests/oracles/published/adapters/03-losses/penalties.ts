import { elasticNet, l1Penalty, l2Penalty } from "#reference/03-losses/penalties.ts";
import { applies, type Adapter } from "../../adapter.ts";
import { attribute, input } from "../../published-case.ts";

const operations = ["regularizers.L1", "regularizers.L2", "regularizers.L1L2", "tfl.L1L2.apply"];

const adapter: Adapter = {
  claims: (item) => operations.includes(item.op),
  // Keras: l1 Σ|w| + l2 Σw², without the half.
  answer(item) {
    const weights = input(item, "x");
    const [l1, l2] = [attribute(item, "l1", 0.01), attribute(item, "l2", 0.01)];
    if (item.op === "regularizers.L1") return applies(l1Penalty(weights, { gamma: l1 }));
    if (item.op === "regularizers.L2") return applies(l2Penalty(weights, { gamma: 2 * l2 }));
    const gamma = l1 + 2 * l2;
    return applies(elasticNet(weights, { gamma, l1Ratio: gamma === 0 ? 1 : l1 / gamma }));
  },
};

export default adapter;
