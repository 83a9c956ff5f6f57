import { variants } from "#graders/spec/authoring.ts";
import { embedding } from "#reference/11-recurrent-networks/embedding.ts";
import { arange, concatenate, where, zeros, type Tensor } from "#tensor";

/** Shape [positions, V]. */
const oneHotRows = (ids: Tensor, words: number): Tensor => ids.reshape([-1, 1]).equal(arange(words));

export default variants<typeof import("#reference/11-recurrent-networks/embedding.ts")>({
  "as a product with one-hot rows": {
    embedding: (ids, weight, options) => {
      embedding(ids, weight, options); // refuses what is out of range
      return oneHotRows(ids, weight.shape[0]!)
        .matmul(weight)
        .reshape([...ids.shape, weight.shape[1]!]);
    },
    embeddingBackward: (ids, weight, gradOutput, options = {}) => {
      embedding(ids, weight, options);
      const [words, features] = weight.shape as readonly [number, number];
      const gradWeight = oneHotRows(ids, words).T.matmul(gradOutput.reshape([-1, features]));
      return where(
        arange(words)
          .equal(options.paddingIndex ?? -1)
          .expandDims(1),
        0,
        gradWeight,
      );
    },
  },
  "row by row": {
    embedding: (ids, weight, options) => {
      embedding(ids, weight, options);
      const rows = [...ids.data].map((id) => weight.slice([id, id + 1]));
      return concatenate(rows).reshape([...ids.shape, -1]);
    },
    embeddingBackward: (ids, weight, gradOutput, options = {}) => {
      embedding(ids, weight, options);
      const rows = gradOutput.reshape([-1, weight.shape[1]!]);
      const sums = new Map<number, Tensor>();
      for (const [position, id] of ids.data.entries())
        sums.set(id, sums.get(id)?.add(rows.slice(position)) ?? rows.slice(position));
      if (options.paddingIndex !== undefined) sums.delete(options.paddingIndex);
      const blank = zeros([weight.shape[1]!]);
      return concatenate([...Array(weight.shape[0]).keys()].map((id) => (sums.get(id) ?? blank).expandDims(0)));
    },
  },
});
