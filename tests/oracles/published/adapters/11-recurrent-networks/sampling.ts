import type { Tensor } from "#tensor";
import { softmax } from "#reference/02-activations/softmax.ts";
import { keepTopK, keepTopP, withTemperature } from "#reference/11-recurrent-networks/sampling.ts";
import { applies, doesNotApply, type Adapter } from "../../adapter.ts";
import { attribute, input } from "../../published-case.ts";

/** Whether some row has p reached exactly, up to rounding to float32, or equals among its tokens, which other code may part. */
function isUndecided(scores: Tensor, p: number): boolean {
  return (softmax(scores).toArray() as number[][]).some((row) => {
    const shares = row.filter((share) => share > 0).toSorted((a, b) => b - a);
    let sum = 0;
    return (
      new Set(shares).size < shares.length || shares.some((share) => Math.abs((sum += share) - p) < roundingToFloat32)
    );
  });
}

const roundingToFloat32 = 1e-6;

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
    const p = attribute(item, "top_p", 1);
    if (isUndecided(scores, p))
      return doesNotApply(
        "reaches p exactly or cuts between equals, so that rounding or the order decides which tokens stay",
      );
    return applies(keepTopP(scores, p));
  },
};

export default adapter;
