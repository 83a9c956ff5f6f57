import { scaledDotProductAttention } from "#reference/12-transformers/scaled-dot-product-attention.ts";
import { concatenate, type Tensor } from "#tensor";
import { applies, doesNotApply, type Adapter, type Answer } from "../../adapter.ts";
import { merge, split } from "../../families/attention.ts";
import { attribute, findInput, input, type PublishedCase } from "../../published-case.ts";

const adapter: Adapter = {
  claims: (item) => readers.has(item.op),
  answer: (item) => readers.get(item.op)!(item),
};

const readers = new Map<string, (item: PublishedCase) => Answer>([
  ["Attention", onnx],
  ["ops.nn.dot_product_attention", keras],
]);

export default adapter;

const addsBias = "adds a bias to its scores, which the exercise leaves out";

/** `[N, heads, T, d]`, or `[N, T, heads · d]`; heads that share keys and values each get a copy. */
function onnx(item: PublishedCase): Answer {
  if (attribute(item, "softcap", 0) !== 0)
    return doesNotApply("caps its scores softly (softcap), which the exercise leaves out");
  if (findInput(item, "nonpad_kv_seqlen"))
    return doesNotApply("says how long each sequence is, which the exercise leaves to the mask");
  const causal = attribute(item, "is_causal", 0) === 1;
  const past = findInput(item, "past_key");
  if (causal && past) return doesNotApply("lets queries stand later than keys of the same index (a cache)");
  if (findInput(item, "attn_mask") && !isBoolean(item, "attn_mask")) return doesNotApply(addsBias);
  const given = input(item, "Q");
  const heads = given.rank === 3 ? attribute(item, "q_num_heads", 1) : given.shape[1]!;
  const sharers = given.rank === 3 ? attribute(item, "kv_num_heads", 1) : input(item, "K").shape[1]!;
  const parted = (x: Tensor, count: number): Tensor => (x.rank === 4 ? x : split(x, count));
  const copies = Array.from({ length: heads }, (_, head) => Math.floor((head * sharers) / heads));
  const all = (name: string, before: Tensor | undefined): Tensor => {
    const now = parted(input(item, name), sharers);
    return (before ? concatenate([before, now], 2) : now).gather(copies, 1);
  };
  const [query, key] = [parted(given, heads), all("K", past)];
  const value = all("V", findInput(item, "past_value"));
  const scale = attribute<number | null>(item, "scale", null);
  const mask = findInput(item, "attn_mask");
  if (mask && mask.shape.at(-1) !== key.shape[2]) return doesNotApply("has a mask that is shorter than the keys");
  const result = attend(query, key, value, { causal, scale, mask });
  return applies(
    ...item.outputs.map(({ name }) => (name === "Y" ? (given.rank === 4 ? result : merge(result)) : undefined)),
  );
}

/** `[N, T, heads, d]`. */
function keras(item: PublishedCase): Answer {
  if (findInput(item, "bias")) return doesNotApply(addsBias);
  const [query, key, value] = ["query", "key", "value"].map((name) => input(item, name).transpose([0, 2, 1, 3])) as [
    Tensor,
    Tensor,
    Tensor,
  ];
  const settings = {
    causal: attribute(item, "is_causal", false),
    scale: attribute<number | null>(item, "scale", null),
  };
  return applies(attend(query, key, value, { ...settings, mask: findInput(item, "mask") }).transpose([0, 2, 1, 3]));
}

interface Settings {
  readonly causal: boolean;
  /** 1/√d when there is none; another one goes into the queries. */
  readonly scale: number | null;
  /** Of as many axes as the scores, or fewer. */
  readonly mask: Tensor | undefined;
}

function attend(query: Tensor, key: Tensor, value: Tensor, { causal, scale, mask }: Settings): Tensor {
  const own = typeof scale === "number" ? query.mul(scale * Math.sqrt(query.shape[3]!)) : query;
  const full = mask?.reshape([...Array.from({ length: 4 - mask.rank }, () => 1), ...mask.shape]);
  return scaledDotProductAttention(own, key, value, { causal, ...(full && { mask: full }) });
}

function isBoolean(item: PublishedCase, name: string): boolean {
  return item.inputs.some((array) => array?.name === name && array.dtype === "bool");
}
