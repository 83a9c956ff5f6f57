import { concatenate, stack, Tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { multiHeadAttention } from "#reference/12-transformers/multi-head-attention.ts";

export default variants<typeof import("#reference/12-transformers/multi-head-attention.ts")>({
  "head by head and query by query": {
    multiHeadAttention: (query, key, value, p, options = {}) => {
      // Refuses what does not fit; its result is not used.
      multiHeadAttention(query, key, value, p, options);
      const { heads = 1, causal = false, mask } = options;
      const [batch, targets, features] = query.shape as readonly [number, number, number];
      const sources = key.shape[1]!;
      const size = features / heads;
      const examples = Array.from({ length: batch }, (_, n) => {
        const Q = query.slice(n).matmul(p.weightQuery.T).add(p.biasQuery);
        const K = key.slice(n).matmul(p.weightKey.T).add(p.biasKey);
        const V = value.slice(n).matmul(p.weightValue.T).add(p.biasValue);
        const rows = Array.from({ length: targets }, (_, t) => {
          const parts = Array.from({ length: heads }, (_, h) => {
            const own = [h * size, (h + 1) * size] as const;
            const may = (s: number): boolean => (!causal || s <= t) && mask?.at(n, s) !== 0;
            const seen = Array.from({ length: sources }, (_, s) => s).filter(may);
            if (seen.length === 0) return new Tensor(new Float64Array(size), [size]);
            const scores = K.slice(null, own).gather(seen).matmul(Q.slice(t, own)).div(Math.sqrt(size));
            const powers = scores.sub(scores.max()).exp();
            return powers.div(powers.sum()).matmul(V.slice(null, own).gather(seen));
          });
          return concatenate(parts);
        });
        return stack(rows).matmul(p.weightOutput.T).add(p.biasOutput);
      });
      return stack(examples);
    },
  },
});
