import { keepTopK, keepTopP, withTemperature } from "#reference/11-recurrent-networks/sampling.ts";
import { applies, doesNotApply, type Adapter } from "../../adapter.ts";
import { attribute, input } from "../../published-case.ts";

const adapter: Adapter = {
  claims: (item) => ["hf.TemperatureLogitsWarper", "hf.TopKLogitsWarper", "hf.TopPLogitsWarper"].includes(item.op),
  answer(item) {
    const scores = input(item, "scores");
    if (item.op === "hf.TemperatureLogitsWarper")
      return applies(withTemperature(scores, attribute(item, "temperature", 1)));
    if (attribute<number | string>(item, "filter_value", -Infinity) === 0)
      return doesNotApply("gives the score 0 to what is cut off, where the exercise gives −∞");
    if (attribute(item, "min_tokens_to_keep", 1) !== 1)
      return doesNotApply("keeps a least number of tokens, which the exercise leaves out");
    if (item.op === "hf.TopKLogitsWarper") return applies(keepTopK(scores, attribute(item, "top_k", 1)));
    return applies(keepTopP(scores, attribute(item, "top_p", 1)));
  },
};

export default adapter;
