import { additiveAttention, additiveAttentionWeights } from "#reference/11-recurrent-networks/additive-attention.ts";
import { eye, ones, type Tensor } from "#tensor";
import { applies, doesNotApply, type Adapter } from "../../adapter.ts";
import { findInput, input } from "../../published-case.ts";

/** Keras has no W and U: the hidden units are the sums of query and key, and v is 1 or a factor. */
const adapter: Adapter = {
  claims: (item) =>
    item.op === "layers.AdditiveAttention" ||
    (item.op === "layers.Attention" && item.attributes["score_mode"] === "concat"),
  answer(item) {
    const [query, value] = [input(item, "inputs[0]"), input(item, "inputs[1]")];
    const key = findInput(item, "inputs[2]") ?? value;
    const features = query.shape[2]!;
    const scale: Tensor | number = findInput(item, "scale", "concat_score_weight") ?? 1;
    const parameters = {
      weightQuery: eye(features),
      weightKey: eye(features),
      weightScore: ones([features]).mul(scale),
    };
    const mask = findInput(item, "mask[1]");
    const options = mask ? { mask } : {};
    if (item.output_path?.[0] === 1) return applies(additiveAttentionWeights(query, key, parameters, options));
    if (findInput(item, "mask[0]")) return doesNotApply("masks queries, which the exercise leaves out");
    return applies(additiveAttention(query, key, value, parameters, options));
  },
};

export default adapter;
