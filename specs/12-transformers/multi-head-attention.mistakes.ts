import { arange, eye, ones, where, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import type { AttentionGradients, AttentionOptions } from "#reference/12-transformers/multi-head-attention.ts";
import { multiHeadAttentionBackward } from "#reference/12-transformers/multi-head-attention.ts";

type Module = typeof import("#reference/12-transformers/multi-head-attention.ts");

/** Where a forward pass departs from the right one. */
interface Changes {
  readonly scale?: (features: number, heads: number) => number;
  readonly split?: (x: Tensor, heads: number) => Tensor;
  readonly merge?: (x: Tensor) => Tensor;
  readonly inTime?: (targets: number, sources: number) => Tensor;
  readonly mask?: (mask: Tensor) => Tensor;
  readonly weights?: (scores: Tensor, allowed: Tensor) => Tensor;
  readonly linear?: (x: Tensor, weight: Tensor, bias: Tensor) => Tensor;
  readonly last?: (joined: Tensor) => Tensor;
}

const split = (x: Tensor, heads: number): Tensor => {
  const [batch, length, features] = x.shape as readonly [number, number, number];
  return x.reshape([batch, length, heads, features / heads]).transpose([0, 2, 1, 3]);
};

const merge = (x: Tensor): Tensor => {
  const [batch, heads, length, size] = x.shape as readonly [number, number, number, number];
  return x.transpose([0, 2, 1, 3]).reshape([batch, length, heads * size]);
};

const linear = (x: Tensor, weight: Tensor, bias: Tensor): Tensor => x.matmul(weight.T).add(bias);

const softmax = (scores: Tensor, axis = -1): Tensor => {
  const powers = scores.sub(scores.max(axis, { keepDims: true }).maximum(-Number.MAX_VALUE)).exp();
  const total = powers.sum(axis, { keepDims: true });
  return powers.div(where(total.greater(0), total, 1));
};

const hidden = (scores: Tensor, allowed: Tensor): Tensor => where(allowed, scores, -Infinity);

function allowedFor(query: Tensor, key: Tensor, { causal, mask }: AttentionOptions, change: Changes): Tensor {
  const [batch, targets] = query.shape as readonly [number, number];
  const sources = key.shape[1]!;
  const order = change.inTime?.(targets, sources) ?? arange(sources).lessEqual(arange(targets).expandDims(1));
  const allowed = causal ? order : ones([targets, sources]);
  return mask ? allowed.mul((change.mask?.(mask) ?? mask).reshape([batch, 1, 1, sources])) : allowed;
}

function attentionWith(change: Changes): Module["multiHeadAttention"] {
  const splitHeads = change.split ?? split;
  const map = change.linear ?? linear;
  return (query, key, value, p, options = {}) => {
    const { heads = 1 } = options;
    const features = query.shape[2]!;
    const scale = change.scale?.(features, heads) ?? 1 / Math.sqrt(features / heads);
    const Q = splitHeads(map(query, p.weightQuery, p.biasQuery), heads);
    const K = splitHeads(map(key, p.weightKey, p.biasKey), heads);
    const V = splitHeads(map(value, p.weightValue, p.biasValue), heads);
    const scores = Q.matmul(K.T).mul(scale);
    const allowed = allowedFor(query, key, options, change).broadcastTo(scores.shape);
    const weights = change.weights?.(scores, allowed) ?? softmax(hidden(scores, allowed));
    const joined = (change.merge ?? merge)(weights.matmul(V));
    return change.last?.(joined) ?? map(joined, p.weightOutput, p.biasOutput);
  };
}

/** The backward pass with other gradients of the scores S, given the weights A, dL/dA and 1/√d. */
function backwardWith(
  gradScores: (weights: Tensor, gradWeights: Tensor, scale: number) => Tensor,
): Module["multiHeadAttentionBackward"] {
  return (query, key, value, p, gradOutput, options = {}) => {
    const { heads = 1 } = options;
    const scale = 1 / Math.sqrt(query.shape[2]! / heads);
    const Q = split(linear(query, p.weightQuery, p.biasQuery), heads);
    const K = split(linear(key, p.weightKey, p.biasKey), heads);
    const V = split(linear(value, p.weightValue, p.biasValue), heads);
    const scores = Q.matmul(K.T).mul(scale);
    const weights = softmax(hidden(scores, allowedFor(query, key, options, {}).broadcastTo(scores.shape)));
    const gradHeads = split(gradOutput.matmul(p.weightOutput), heads);
    const wrong = gradScores(weights, gradHeads.matmul(V.T), scale);
    const [gradQ, gradK] = [merge(wrong.matmul(K)), merge(wrong.T.matmul(Q))];
    const right = multiHeadAttentionBackward(query, key, value, p, gradOutput, options);
    return {
      ...right,
      gradQuery: gradQ.matmul(p.weightQuery),
      gradKey: gradK.matmul(p.weightKey),
      gradParameters: {
        ...right.gradParameters,
        weightQuery: gradQ.T.matmul(query).sum(0),
        biasQuery: gradQ.sum([0, 1]),
        weightKey: gradK.T.matmul(key).sum(0),
        biasKey: gradK.sum([0, 1]),
      },
    };
  };
}

/** The right gradients of the parameters, each changed by what its name and the inputs say. */
function parametersChanged(
  change: (gradient: Tensor, name: string, rows: number) => Tensor,
): Module["multiHeadAttentionBackward"] {
  return (query, key, value, parameters, gradOutput, options) => {
    const right = multiHeadAttentionBackward(query, key, value, parameters, gradOutput, options);
    const rowsOf = (name: string): number => {
      const { shape } = /Query|Output/.test(name) ? query : key;
      return shape[0]! * shape[1]!;
    };
    const changed = Object.entries(right.gradParameters).map(([name, gradient]) => [
      name,
      change(gradient as Tensor, name, rowsOf(name)),
    ]);
    return { ...right, gradParameters: Object.fromEntries(changed) as AttentionGradients["gradParameters"] };
  };
}

export default mistakes<Module>({
  "no scale": {
    looksLike: "The scores are the products Q Kᵀ themselves; they are not divided by √d.",
    reread: "head_h = softmax(Q_h K_hᵀ / √d) V_h",
    multiHeadAttention: attentionWith({ scale: () => 1 }),
  },
  "root of all features": {
    looksLike: "The scores are divided by the root of D, the features of all heads together.",
    reread: "softmax(Q_h K_hᵀ / √d) with d = D / heads",
    multiHeadAttention: attentionWith({ scale: (features) => 1 / Math.sqrt(features) }),
  },
  "divided by the size of a head": {
    looksLike: "The scores are divided by d, not by its root.",
    reread: "head_h = softmax(Q_h K_hᵀ / √d) V_h",
    multiHeadAttention: attentionWith({ scale: (features, heads) => heads / features }),
  },
  "heads split by reshaping alone": {
    looksLike:
      "[N, T, D] became [N, heads, T, d] by a reshape alone: a head holds whole positions, not a share of each.",
    reread: "head h has the features [h d, (h + 1) d) of every position",
    multiHeadAttention: attentionWith({
      split: (x, heads) => {
        const [batch, length, features] = x.shape as readonly [number, number, number];
        return x.reshape([batch, heads, length, features / heads]);
      },
    }),
  },
  "heads joined by reshaping alone": {
    looksLike: "[N, heads, T, d] became [N, T, D] by a reshape alone: a position's heads are not side by side.",
    reread: "y = [head_0 … head_{heads−1}] W_Oᵀ + b_O, for every position",
    multiHeadAttention: attentionWith({
      merge: (x) => {
        const [batch, heads, length, size] = x.shape as readonly [number, number, number, number];
        return x.reshape([batch, length, heads * size]);
      },
    }),
  },
  "softmax over the queries": {
    looksLike: "The weights sum to 1 over the queries: each key spreads itself over them.",
    reread: "softmax over the keys: the weights of one query sum to 1",
    multiHeadAttention: attentionWith({ weights: (scores, allowed) => softmax(hidden(scores, allowed), -2) }),
  },
  "no maximum subtracted": {
    looksLike: "The exponentials overflow: nothing is subtracted from the scores before exp.",
    reread: "Scores of ±1000 must not overflow",
    multiHeadAttention: attentionWith({
      weights: (scores, allowed) => {
        const powers = hidden(scores, allowed).exp();
        const total = powers.sum(-1, { keepDims: true });
        return powers.div(where(total.greater(0), total, 1));
      },
    }),
  },
  "maximum of masked scores too": {
    looksLike:
      "The maximum that is subtracted is taken over masked scores too; where one wins, the visible ones vanish.",
    reread: "What a query may not see has the weight 0, and the other weights sum to 1",
    multiHeadAttention: attentionWith({
      weights: (scores, allowed) => {
        const powers = scores
          .sub(scores.max(-1, { keepDims: true }))
          .exp()
          .mul(allowed);
        const total = powers.sum(-1, { keepDims: true });
        return powers.div(where(total.greater(0), total, 1));
      },
    }),
  },
  "mask after the softmax": {
    looksLike: "The mask is multiplied in after the softmax, so the weights that are left sum to less than 1.",
    reread: "What a query may not see has the weight 0, and the other weights sum to 1",
    multiHeadAttention: attentionWith({ weights: (scores, allowed) => softmax(scores).mul(allowed) }),
  },
  "scores multiplied by the mask": {
    looksLike: "Masked scores are 0, and exp(0) = 1 is still a share of the softmax.",
    reread: "What a query may not see has the weight 0",
    multiHeadAttention: attentionWith({ weights: (scores, allowed) => softmax(scores.mul(allowed)) }),
  },
  "mask added as it is": {
    looksLike: "The zeros and ones of the mask are added to the scores: what is masked is only a little less likely.",
    reread: "What a query may not see has the weight 0",
    multiHeadAttention: attentionWith({ weights: (scores, allowed) => softmax(scores.add(allowed)) }),
  },
  "mask read the other way round": {
    looksLike: "The padding is seen and the rest is not, as if 1 stood for padding.",
    reread: "mask: 1 for a key that may be seen, 0 for padding",
    multiHeadAttention: attentionWith({ mask: (mask) => mask.neg().add(1) }),
  },
  "causal left out": {
    looksLike: "The option causal changes nothing: queries see the keys after them.",
    reread: "causal: query t sees the keys 0 to t only",
    multiHeadAttention: attentionWith({ inTime: (targets, sources) => ones([targets, sources]) }),
  },
  "own position masked": {
    looksLike: "A query does not see the key at its own position, so the first one sees nothing.",
    reread: "causal: query t sees the keys 0 to t, t included",
    multiHeadAttention: attentionWith({
      inTime: (targets, sources) => arange(sources).less(arange(targets).expandDims(1)),
    }),
  },
  "NaN where nothing is visible": {
    looksLike: "A row in which everything is masked gives NaN: −∞ − (−∞), or 0/0.",
    reread: "A query that may see nothing has weight 0 everywhere",
    multiHeadAttention: attentionWith({
      weights: (scores, allowed) => {
        const seen = hidden(scores, allowed);
        const powers = seen.sub(seen.max(-1, { keepDims: true })).exp();
        return powers.div(powers.sum(-1, { keepDims: true }));
      },
    }),
  },
  "average where nothing is visible": {
    looksLike: "A row in which everything is masked gives the plain average: its scores are all equally low, say −1e9.",
    reread: "A query that may see nothing has weight 0 everywhere",
    multiHeadAttention: attentionWith({ weights: (scores, allowed) => softmax(where(allowed, scores, -1e9)) }),
  },
  "last map left out": {
    looksLike: "The joined heads come back as they are; the last linear map is missing.",
    reread: "y = [head_0 … head_{heads−1}] W_Oᵀ + b_O",
    multiHeadAttention: attentionWith({ last: (joined) => joined }),
  },
  "weights not transposed": {
    looksLike: "The linear maps multiply by W, but weights are [out, in], so it takes Wᵀ.",
    reread: "Q = query W_Qᵀ + b_Q",
    multiHeadAttention: attentionWith({ linear: (x, weight, bias) => x.matmul(weight).add(bias) }),
  },
  "diagonal of the softmax's Jacobian": {
    looksLike: "The gradient of the scores is dL/dA · A (1 − A), as if every weight depended on its own score alone.",
    reread: "dL/dS = A ∘ (dL/dA − Σ_s dL/dA ∘ A)",
    multiHeadAttentionBackward: backwardWith((weights, gradWeights, scale) =>
      gradWeights.mul(weights).mul(weights.neg().add(1)).mul(scale),
    ),
  },
  "no scale on the way back": {
    looksLike: "The gradients of Q and K lack the factor 1/√d.",
    reread: "dL/dQ = dL/dS K / √d, dL/dK = (dL/dS)ᵀ Q / √d",
    multiHeadAttentionBackward: backwardWith((weights, gradWeights) =>
      weights.mul(gradWeights.sub(gradWeights.mul(weights).sum(-1, { keepDims: true }))),
    ),
  },
  "last map left out on the way back": {
    looksLike: "gradOutput arrives at the heads as it is; it does not go through the last linear map first.",
    reread: "dL/d[head_0 … head_{heads−1}] = dL/dy W_O",
    multiHeadAttentionBackward: (query, key, value, parameters, gradOutput, options) => {
      const right = multiHeadAttentionBackward(query, key, value, parameters, gradOutput, options);
      const weightOutput = eye(query.shape[2]!);
      const wrong = multiHeadAttentionBackward(query, key, value, { ...parameters, weightOutput }, gradOutput, options);
      const { weightOutput: gradWeightOutput, biasOutput } = right.gradParameters;
      return { ...wrong, gradParameters: { ...wrong.gradParameters, weightOutput: gradWeightOutput, biasOutput } };
    },
  },
  "mask left out on the way back": {
    looksLike: "The weights of the backward pass are worked out as if every key were visible.",
    reread: "What a query may not see has the weight 0, and so it gets no gradient",
    multiHeadAttentionBackward: (query, key, value, parameters, gradOutput, { heads = 1 } = {}) =>
      multiHeadAttentionBackward(query, key, value, parameters, gradOutput, { heads }),
  },
  "gradients of the weights transposed": {
    looksLike: "The gradients of the weight matrices are [in, out]: rows and columns have changed places.",
    reread: "weights are [out, in]: dL/dW = (dL/dy)ᵀ x",
    multiHeadAttentionBackward: parametersChanged((gradient, name) =>
      name.startsWith("weight") ? gradient.T : gradient,
    ),
  },
  "gradients of the biases averaged": {
    looksLike: "The gradients of the biases are averages over batch and positions, not sums.",
    reread: "dL/db = Σ over batch and positions of dL/dy",
    multiHeadAttentionBackward: parametersChanged((gradient, name, rows) =>
      name.startsWith("bias") ? gradient.div(rows) : gradient,
    ),
  },
});
