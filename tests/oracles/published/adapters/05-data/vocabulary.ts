import { encode, padBatch } from "#reference/05-data/vocabulary.ts";
import { tensor } from "#tensor";
import { applies, doesNotApply, type Adapter, type Answer } from "../../adapter.ts";
import type { PublishedCase } from "../../published-case.ts";

const adapter: Adapter = {
  claims: (item) =>
    item.op === "bert.convert_tokens_to_ids" ||
    (item.file === "text/BPE" && ("sequenceLength" in item.attributes || "fuse_unk" in item.attributes)),
  answer(item) {
    if (item.op === "bert.convert_tokens_to_ids") {
      return applies(tensor(encode(valueOf(item) as string[], item.attributes["vocab"] as string[])));
    }
    return "fuse_unk" in item.attributes ? unknownCharacters(item) : filledUp(item);
  },
};

export default adapter;

function valueOf(item: PublishedCase): unknown {
  return (item.inputs[0] as unknown as { readonly value: unknown }).value;
}

/** The vocabulary in the order of its ids, with the name that this course has for what is unknown. */
function vocabularyOf(item: PublishedCase): string[] {
  const entries = Object.entries(item.attributes["vocab"] as { readonly [token: string]: number });
  const vocabulary: string[] = [];
  for (const [token, id] of entries) vocabulary[id] = token === item.attributes["unk_token"] ? "[UNK]" : token;
  return Array.from(vocabulary, (token) => token ?? "[PAD]");
}

function unknownCharacters(item: PublishedCase): Answer {
  if (item.attributes["fuse_unk"]) return doesNotApply("makes one token of unknown characters side by side");
  const ids = encode(Array.from(valueOf(item) as string), vocabularyOf(item));
  return applies(...item.outputs.map(({ name }) => (name === "ids" ? tensor(ids) : undefined)));
}

/** The words of these cases are made of the pieces that stand in the vocabulary. */
function filledUp(item: PublishedCase): Answer {
  const length = item.attributes["sequenceLength"] as number;
  const vocabulary = vocabularyOf(item);
  const pieces = (valueOf(item) as string).match(new RegExp(vocabulary.slice(1).join("|"), "gu")) ?? [];
  return applies(padBatch([encode(pieces, vocabulary, { maxLength: length })], { length }).ids.reshape([length]));
}
