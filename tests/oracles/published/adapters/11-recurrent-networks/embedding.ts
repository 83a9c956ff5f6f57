import { embedding, embeddingBackward } from "#reference/11-recurrent-networks/embedding.ts";
import { applies, type Adapter } from "../../adapter.ts";
import { attribute, findInput, gradOutputOf, input, isGradient, operationOf } from "../../published-case.ts";

/** A gather from the rows of a matrix is an embedding. */
const adapter: Adapter = {
  claims: (item) =>
    item.op === "layers.Embedding" ||
    (["gather", "tfl.gather", "Gather"].includes(operationOf(item)) &&
      attribute(item, "axis", 0) === 0 &&
      attribute(item, "batchDims", 0) === 0 &&
      findInput(item, "x", "reference", "data")?.rank === 2),
  answer(item) {
    if (item.op === "layers.Embedding") return applies(embedding(input(item, "inputs"), input(item, "embeddings")));
    const [ids, weight] = [input(item, "indices"), input(item, "x", "reference", "data")];
    if (!isGradient(item)) return applies(embedding(ids, weight));
    return applies(embeddingBackward(ids, weight, gradOutputOf(item, [...ids.shape, weight.shape[1]!])));
  },
};

export default adapter;
