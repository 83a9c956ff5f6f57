import { threshold } from "#reference/01-neurons/threshold-unit.ts";
import { applies, doesNotApply, type Adapter } from "../../adapter.ts";
import { attribute, inputAt, isGradient, operationOf } from "../../published-case.ts";

const adapter: Adapter = {
  claims: (item) => operationOf(item) === "step",
  answer(item) {
    if (isGradient(item)) return doesNotApply("asks for a gradient, which a step does not have");
    if (attribute(item, "alpha", 0) !== 0)
      return doesNotApply("is not 0 below the threshold (alpha), which the exercise leaves out");
    const z = inputAt(item, 0)!;
    if (z.data.some(Number.isNaN)) return doesNotApply("holds NaN, where the exercise takes real numbers");
    return applies(threshold(z));
  },
};

export default adapter;
