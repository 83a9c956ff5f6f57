import { arange, eye, stack, Tensor, where } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { attentionWeights } from "#reference/12-transformers/scaled-dot-product-attention.ts";

type Module = typeof import("#reference/12-transformers/scaled-dot-product-attention.ts");

/** The leading axes as one: `[…, A, B]` -> `[M, A, B]`. */
const flat = (x: Tensor): Tensor => x.reshape([-1, ...x.shape.slice(-2)]);

/** Entry by entry, over the keys that are visible alone. */
const byLoops: Module["attentionWeights"] = (query, key, options = {}) => {
  attentionWeights(query, key, options); // refuses what does not fit
  const { causal = false, mask } = options;
  const [targets, sources, features] = [query.shape.at(-2)!, key.shape.at(-2)!, query.shape.at(-1)!];
  const shape = [...query.shape.slice(0, -1), sources];
  const [q, k, may] = [flat(query), flat(key), mask && flat(mask.broadcastTo(shape))];
  const weights = new Float64Array(q.shape[0]! * targets * sources);
  for (let n = 0; n < q.shape[0]!; n++) {
    for (let t = 0; t < targets; t++) {
      const seen = [...Array(sources).keys()].filter((s) => (!causal || s <= t) && may?.at(n, t, s) !== 0);
      const scores = seen.map((s) => q.slice(n, t).matmul(k.slice(n, s)).item() / Math.sqrt(features));
      const powers = scores.map((score) => Math.exp(score - Math.max(...scores)));
      const total = powers.reduce((sum, power) => sum + power, 0);
      for (const [place, s] of seen.entries()) weights[(n * targets + t) * sources + s] = powers[place]! / total;
    }
  }
  return new Tensor(weights, shape);
};

export default variants<Module>({
  "entry by entry": {
    attentionWeights: byLoops,
    scaledDotProductAttention: (query, key, value, options) => byLoops(query, key, options).matmul(value),
  },
  "backwards row by row, with the whole Jacobian of the softmax": {
    scaledDotProductAttentionBackward: (query, key, value, gradOutput, options) => {
      const weights = flat(attentionWeights(query, key, options));
      const gradWeights = flat(gradOutput.matmul(value.T));
      const [items, targets, sources] = weights.shape as readonly [number, number, number];
      const rows = Array.from({ length: items * targets }, (_, row) => {
        const own = weights.reshape([-1, sources]).slice(row);
        const jacobian = eye(sources)
          .mul(own)
          .sub(own.expandDims(1).matmul(own.expandDims(0)));
        return jacobian.matmul(gradWeights.reshape([-1, sources]).slice(row));
      });
      const root = Math.sqrt(query.shape.at(-1)!);
      const gradScores = stack(rows).reshape([...query.shape.slice(0, -1), sources]);
      return {
        gradQuery: gradScores.matmul(key.div(root)),
        gradKey: gradScores.T.matmul(query.div(root)),
        gradValue: weights.T.matmul(flat(gradOutput)).reshape(value.shape),
      };
    },
  },
  "masks as penalties": {
    attentionWeights: (query, key, options = {}) => {
      attentionWeights(query, key, options); // refuses what does not fit
      const { causal = false, mask } = options;
      const [targets, sources] = [query.shape.at(-2)!, key.shape.at(-2)!];
      const order = arange(sources)
        .sub(arange(targets).expandDims(1))
        .lessEqual(causal ? 0 : sources);
      const scores = query.div(Math.sqrt(query.shape.at(-1)!)).matmul(key.T);
      const allowed = order.mul(mask ?? 1).broadcastTo(scores.shape);
      const seen = scores.add(where(allowed, 0, -1e300));
      const powers = seen
        .sub(seen.max(-1, { keepDims: true }))
        .exp()
        .mul(allowed);
      return powers.div(powers.sum(-1, { keepDims: true }).maximum(Number.MIN_VALUE));
    },
  },
});
