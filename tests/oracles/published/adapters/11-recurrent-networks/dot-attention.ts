import { dotAttention } from "#reference/11-recurrent-networks/dot-attention.ts";
import { eye, type Tensor } from "#tensor";
import { applies, doesNotApply, type Adapter, type Answer } from "../../adapter.ts";
import { attribute, findInput, input, type PublishedCase } from "../../published-case.ts";

const adapter: Adapter = {
  claims: (item) =>
    (item.op === "layers.Attention" && item.attributes["score_mode"] === "dot") ||
    item.op === "ops.nn.dot_product_attention",
  answer: (item) => (item.op === "layers.Attention" ? layer(item) : operation(item)),
};

export default adapter;

/** Inputs query, value, key; a factor for the scores is one for the queries. */
function layer(item: PublishedCase): Answer {
  const value = input(item, "inputs[1]");
  const key = findInput(item, "inputs[2]") ?? value;
  const query = input(item, "inputs[0]").mul(findInput(item, "scale") ?? 1);
  const mask = findInput(item, "mask[1]");
  const options = mask ? { mask } : {};
  if (item.output_path?.[0] === 1) {
    // Averages of the rows of the identity are the weights themselves.
    const [batch, sources] = key.shape as readonly [number, number];
    return applies(dotAttention(query, key, eye(sources).broadcastTo([batch, sources, sources]), options));
  }
  if (findInput(item, "mask[0]")) return doesNotApply("masks queries, which the exercise leaves out");
  return applies(dotAttention(query, key, value, options));
}

/** `[N, T, heads, d]`; each head is a sequence of its own. */
function operation(item: PublishedCase): Answer {
  if (findInput(item, "bias", "mask"))
    return doesNotApply("adds a bias to its scores or masks them one by one, which the exercise leaves out");
  if (attribute(item, "is_causal", false)) return doesNotApply("hides later keys, which the exercise leaves out");
  const scale = attribute<number | null>(item, "scale", null);
  if (scale === null) return doesNotApply("scales its scores by 1/√d, which is another exercise");
  const apart = (name: string): Tensor => {
    const [batch, length, heads, size] = input(item, name).shape as readonly [number, number, number, number];
    return input(item, name)
      .transpose([0, 2, 1, 3])
      .reshape([batch * heads, length, size]);
  };
  const [batch, length, heads] = input(item, "query").shape as readonly [number, number, number];
  const contexts = dotAttention(apart("query").mul(scale), apart("key"), apart("value"));
  return applies(contexts.reshape([batch, heads, length, -1]).transpose([0, 2, 1, 3]));
}
