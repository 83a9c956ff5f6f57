import { arange, concatenate, eye, stack, Tensor, where } from "#tensor";
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
  "backwards head by head, with the whole Jacobian of the softmax": {
    multiHeadAttentionBackward: (query, key, value, p, gradOutput, options = {}) => {
      const { heads = 1, causal = false, mask } = options;
      const [batch, targets, features] = query.shape as readonly [number, number, number];
      const sources = key.shape[1]!;
      const size = features / heads;
      const lists: [Tensor[], Tensor[], Tensor[], Tensor[]] = [[], [], [], []];
      const [gradQ, gradK, gradV, joined] = lists;
      for (let n = 0; n < batch; n++) {
        const [Q, K, V] = [
          query.slice(n).matmul(p.weightQuery.T).add(p.biasQuery),
          key.slice(n).matmul(p.weightKey.T).add(p.biasKey),
          value.slice(n).matmul(p.weightValue.T).add(p.biasValue),
        ];
        const gradJoined = gradOutput.slice(n).matmul(p.weightOutput);
        const ofHeads = Array.from({ length: heads }, (_, h) => {
          const own = [h * size, (h + 1) * size] as const;
          const [q, k, v, gradHead] = [Q, K, V, gradJoined].map((all) => all.slice(null, own)) as [
            Tensor,
            Tensor,
            Tensor,
            Tensor,
          ];
          const rows = Array.from({ length: targets }, (__, t) => {
            const may = arange(sources).map((s) => Number((!causal || s <= t) && mask?.at(n, s) !== 0));
            const scores = k.matmul(q.slice(t)).div(Math.sqrt(size));
            const powers = where(may, scores.sub(where(may, scores, -1e300).max()), -Infinity).exp();
            const weights = powers.div(Math.max(powers.sum().item(), 1e-300));
            const column = weights.expandDims(1);
            const jacobian = eye(sources).mul(weights).sub(column.matmul(column.T));
            return { weights, gradScores: jacobian.matmul(v.matmul(gradHead.slice(t))).div(Math.sqrt(size)) };
          });
          const weights = stack(rows.map((row) => row.weights));
          const gradScores = stack(rows.map((row) => row.gradScores));
          return [gradScores.matmul(k), gradScores.T.matmul(q), weights.T.matmul(gradHead), weights.matmul(v)] as const;
        });
        lists.forEach((list, i) =>
          list.push(
            concatenate(
              ofHeads.map((parts) => parts[i]!),
              1,
            ),
          ),
        );
      }
      const through = (list: readonly Tensor[], x: Tensor, weight: Tensor) => {
        const gradient = stack(list);
        const flat = gradient.reshape([-1, features]);
        return {
          gradInput: gradient.matmul(weight),
          weight: flat.T.matmul(x.reshape([-1, features])),
          bias: flat.sum(0),
        };
      };
      const ofQuery = through(gradQ, query, p.weightQuery);
      const ofKey = through(gradK, key, p.weightKey);
      const ofValue = through(gradV, value, p.weightValue);
      const last = gradOutput.reshape([-1, features]);
      return {
        gradQuery: ofQuery.gradInput,
        gradKey: ofKey.gradInput,
        gradValue: ofValue.gradInput,
        gradParameters: {
          weightQuery: ofQuery.weight,
          biasQuery: ofQuery.bias,
          weightKey: ofKey.weight,
          biasKey: ofKey.bias,
          weightValue: ofValue.weight,
          biasValue: ofValue.bias,
          weightOutput: last.T.matmul(stack(joined).reshape([-1, features])),
          biasOutput: last.sum(0),
        },
      };
    },
  },
});
