import { multiHeadAttention } from "#reference/12-transformers/multi-head-attention.ts";
import { concatenate, Tensor } from "#tensor";
import { applies, doesNotApply, type Adapter, type Answer } from "../../adapter.ts";
import { attend, merge, split } from "../../families/attention.ts";
import { attribute, findInput, input, type PublishedCase } from "../../published-case.ts";

const adapter: Adapter = {
  claims: (item) => readers.has(item.op),
  answer: (item) => readers.get(item.op)!(item),
};

const readers = new Map<string, (item: PublishedCase) => Answer>([
  ["Attention", onnx],
  ["ops.nn.dot_product_attention", dotProduct],
  ["layers.Attention", kerasAttention],
  ["layers.MultiHeadAttention", kerasLayer],
  ["layers.GroupedQueryAttention", kerasLayer],
]);

export default adapter;

const asksForWeights = "asks for the attention weights, which the exercise does not return";

function onnx(item: PublishedCase): Answer {
  if (attribute(item, "softcap", 0) !== 0)
    return doesNotApply("caps its scores softly (softcap), which the exercise leaves out");
  const query = input(item, "Q");
  const heads = query.rank === 3 ? attribute(item, "q_num_heads", 1) : query.shape[1]!;
  const sharers = query.rank === 3 ? attribute(item, "kv_num_heads", 1) : input(item, "K").shape[1]!;
  const parted = (x: Tensor, count: number): Tensor => (x.rank === 4 ? x : split(x, count));
  // Heads that share keys and values each get a copy.
  const copies = Array.from({ length: heads }, (_, head) => Math.floor((head * sharers) / heads));
  const all = (name: string, past: string): Tensor => {
    const now = parted(input(item, name), sharers);
    const before = findInput(item, past);
    return (before ? concatenate([before, now], 2) : now).gather(copies, 1);
  };
  const [key, value] = [all("K", "past_key"), all("V", "past_value")];
  const causal = attribute(item, "is_causal", 0) === 1;
  const hidden = findInput(item, "nonpad_kv_seqlen");
  const past = findInput(item, "past_key")?.shape[2] ?? 0;
  const diagonals = hidden ? [...hidden.data].map((length) => length - query.shape.at(-2)!) : [past];
  if (causal && diagonals.some((diagonal) => diagonal !== 0))
    return doesNotApply(
      "lets queries stand later than keys of the same index (a cache), which the exercise leaves out",
    );
  const given = keyMask(item);
  if (given === "unlike")
    return doesNotApply("masks keys query by query, or adds a bias to its scores; the exercise masks keys alone");
  const mask = hidden ? lengthMask(hidden, key.shape[2]!) : given;
  const scale = attribute<number | undefined>(item, "scale", undefined);
  const result = attend(parted(query, heads), key, value, {
    causal,
    ...(mask ? { mask } : {}),
    ...(scale === undefined ? {} : { scale }),
  });
  const output = query.rank === 4 ? result : merge(result);
  return applies(...item.outputs.map(({ name }) => (name === "Y" ? output : undefined)));
}

/** A boolean mask `[N, …, S]` that is the same for all queries and heads, as `[N, S]`. */
function keyMask(item: PublishedCase): Tensor | undefined | "unlike" {
  const array = item.inputs.find((one) => one?.name === "attn_mask");
  if (!array) return undefined;
  const mask = input(item, "attn_mask");
  const batch = input(item, "Q").shape[0]!;
  const sources = input(item, "K").shape.at(-2)!;
  if (array.dtype !== "bool" || mask.shape.at(-1) !== sources) return "unlike";
  const full = mask.broadcastTo([batch, ...mask.shape.slice(mask.rank === 4 ? 1 : 0)]).reshape([batch, -1, sources]);
  const first = full.slice(null, 0);
  return full.equal(first.expandDims(1)).min().item() === 1 ? first : "unlike";
}

function lengthMask(lengths: Tensor, sources: number): Tensor {
  const rows = [...lengths.data].map((length) => Array.from({ length: sources }, (_, key) => (key < length ? 1 : 0)));
  return new Tensor(rows.flat(), [rows.length, sources]);
}

/** `[N, T, heads, d]`. */
function dotProduct(item: PublishedCase): Answer {
  if (findInput(item, "bias", "mask"))
    return doesNotApply("adds a bias to its scores or masks them one by one, which the exercise leaves out");
  const [query, key, value] = ["query", "key", "value"].map((name) => input(item, name).transpose([0, 2, 1, 3])) as [
    Tensor,
    Tensor,
    Tensor,
  ];
  const causal = attribute(item, "is_causal", false);
  return applies(attend(query, key, value, { causal, scale: attribute(item, "scale", 1) }).transpose([0, 2, 1, 3]));
}

/** Luong's attention, as one head: inputs query, value, key; no scale. */
function kerasAttention(item: PublishedCase): Answer {
  if (item.attributes["score_mode"] !== "dot")
    return doesNotApply("scores by concatenation (Bahdanau), which is another exercise");
  if (item.output_path?.[0] === 1) return doesNotApply(asksForWeights);
  if (findInput(item, "mask[0]")) return doesNotApply("masks queries, which the exercise leaves out");
  const [query, value] = [input(item, "inputs[0]"), input(item, "inputs[1]")];
  const key = findInput(item, "inputs[2]") ?? value;
  const scale = findInput(item, "scale")?.item() ?? 1;
  const mask = findInput(item, "mask[1]");
  const result = attend(query.expandDims(1), key.expandDims(1), value.expandDims(1), {
    scale,
    causal: false,
    ...(mask ? { mask } : {}),
  });
  return applies(result.squeeze(1));
}

/** Kernels `[D, heads, d]` and back `[heads, d, D]`; where heads · d is more than D, the sequences get features that are 0. */
function kerasLayer(item: PublishedCase): Answer {
  if (item.output_path?.[0] === 1) return doesNotApply(asksForWeights);
  const [query, key, value] = ["query", "key", "value"].map((name) => input(item, name)) as [Tensor, Tensor, Tensor];
  const [features, heads, size] = input(item, "query/kernel").shape as [number, number, number];
  const width = heads * size;
  const widen = (x: Tensor): Tensor =>
    x.pad([
      [0, 0],
      [0, 0],
      [0, width - features],
    ]);
  const into = (name: string): [Tensor, Tensor] => [
    input(item, `${name}/kernel`)
      .reshape([features, width])
      .T.pad([
        [0, 0],
        [0, width - features],
      ]),
    input(item, `${name}/bias`).flatten(),
  ];
  const [[weightQuery, biasQuery], [weightKey, biasKey], [weightValue, biasValue]] = [
    into("query"),
    into("key"),
    into("value"),
  ];
  const weightOutput = input(item, "attention_output/kernel")
    .reshape([width, features])
    .T.pad([
      [0, width - features],
      [0, 0],
    ]);
  const biasOutput = input(item, "attention_output/bias").pad([[0, width - features]]);
  const parameters = { weightQuery, biasQuery, weightKey, biasKey, weightValue, biasValue, weightOutput, biasOutput };
  return applies(
    multiHeadAttention(widen(query), widen(key), widen(value), parameters, { heads }).slice(null, null, [0, features]),
  );
}
