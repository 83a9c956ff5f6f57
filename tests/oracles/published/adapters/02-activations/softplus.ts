import { softplus, softplusBackward } from "#reference/02-activations/softplus.ts";
import type { Adapter } from "../../adapter.ts";
import { elementwise } from "../../families/elementwise.ts";
import { operationOf } from "../../published-case.ts";

const plain = elementwise({
  operations: ["Softplus", "softplus", "tfl.Softplus.apply", "activations.softplus", "ops.nn.softplus"],
  activation: "softplus",
  forward: softplus,
  backward: softplusBackward,
});

/** log σ(x) = −softplus(−x), whose slope is softplus' own at −x. */
const logSigmoid = elementwise({
  operations: ["logSigmoid", "activations.log_sigmoid", "ops.nn.log_sigmoid"],
  forward: (x) => softplus(x.neg()).neg(),
  backward: (x, gradOutput) => softplusBackward(x.neg(), gradOutput),
});

const adapter: Adapter = {
  claims: (item) => plain.claims(item) || logSigmoid.claims(item),
  answer: (item) =>
    (operationOf(item).toLowerCase().replace("_", "").endsWith("logsigmoid") ? logSigmoid : plain).answer(item),
};

export default adapter;
