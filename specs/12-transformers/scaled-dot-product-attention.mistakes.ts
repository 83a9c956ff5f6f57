import { arange, where, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import type { MaskOptions } from "#reference/12-transformers/scaled-dot-product-attention.ts";
import {
  attentionWeights,
  scaledDotProductAttentionBackward,
} from "#reference/12-transformers/scaled-dot-product-attention.ts";

type Module = typeof import("#reference/12-transformers/scaled-dot-product-attention.ts");

/** Where the weights depart from the right ones. */
interface Changes {
  readonly scale?: (features: number) => number;
  readonly inTime?: (targets: number, sources: number) => Tensor;
  readonly mask?: (mask: Tensor) => Tensor;
  readonly weights?: (scores: Tensor, allowed: Tensor) => Tensor;
  readonly refuses?: boolean;
}

const softmax = (scores: Tensor, axis = -1): Tensor => {
  const powers = scores.sub(scores.max(axis, { keepDims: true }).maximum(-Number.MAX_VALUE)).exp();
  const total = powers.sum(axis, { keepDims: true });
  return powers.div(where(total.greater(0), total, 1));
};

const hidden = (scores: Tensor, allowed: Tensor): Tensor => where(allowed, scores, -Infinity);
const past = (targets: number, sources: number): Tensor => arange(sources).lessEqual(arange(targets).expandDims(1));

/** Wrong weights, and the averages that they give. */
function attentionWith(change: Changes): Pick<Module, "attentionWeights" | "scaledDotProductAttention"> {
  const weightsOf = (query: Tensor, key: Tensor, options: MaskOptions = {}): Tensor => {
    if (change.refuses !== false) attentionWeights(query, key, options); // refuses what does not fit
    const { causal = false, mask } = options;
    const features = query.shape.at(-1)!;
    const scores = query.matmul(key.T).mul(change.scale?.(features) ?? 1 / Math.sqrt(features));
    const order = (change.inTime ?? past)(query.shape.at(-2)!, key.shape.at(-2)!);
    const inTime = causal ? order : order.mul(0).add(1);
    const shown = mask ? (change.mask?.(mask) ?? mask).mul(inTime) : inTime;
    const allowed = change.refuses === false ? shown : shown.broadcastTo(scores.shape);
    return change.weights?.(scores, allowed) ?? softmax(hidden(scores, allowed));
  };
  return {
    attentionWeights: weightsOf,
    scaledDotProductAttention: (query, key, value, options) => weightsOf(query, key, options).matmul(value),
  };
}

/** The backward pass with another gradient of the products Q Kᵀ, given the weights A, dL/dA and 1/√d. */
function backwardWith(
  gradProducts: (weights: Tensor, gradWeights: Tensor, scale: number) => Tensor,
): Pick<Module, "scaledDotProductAttentionBackward"> {
  return {
    scaledDotProductAttentionBackward: (query, key, value, gradOutput, options) => {
      const weights = attentionWeights(query, key, options);
      const wrong = gradProducts(weights, gradOutput.matmul(value.T), 1 / Math.sqrt(query.shape.at(-1)!));
      const { gradValue } = scaledDotProductAttentionBackward(query, key, value, gradOutput, options);
      return { gradQuery: wrong.matmul(key), gradKey: wrong.T.matmul(query), gradValue };
    },
  };
}

export default mistakes<Module>({
  "no scale": {
    looksLike: "The scores are the products Q Kᵀ themselves; they are not divided by √d.",
    reread: "S = Q Kᵀ / √d",
    ...attentionWith({ scale: () => 1 }),
  },
  "divided by the number of features": {
    looksLike: "The scores are divided by d, not by its root.",
    reread: "S = Q Kᵀ / √d",
    ...attentionWith({ scale: (features) => 1 / features }),
  },
  "softmax over the queries": {
    looksLike: "The softmax runs along the queries: what sums to 1 are the columns.",
    reread: "A = softmax(S), along the keys",
    ...attentionWith({ weights: (scores, allowed) => softmax(hidden(scores, allowed), -2) }),
  },
  "powers without the maximum subtracted": {
    looksLike: "Large scores overflow: exp is taken of the scores as they are.",
    reread: "Scores of ±1000 must not overflow",
    ...attentionWith({
      weights: (scores, allowed) => {
        const powers = hidden(scores, allowed).exp();
        const total = powers.sum(-1, { keepDims: true });
        return powers.div(where(total.greater(0), total, 1));
      },
    }),
  },
  "mask after the softmax": {
    looksLike: "The mask is multiplied in after the softmax, so the weights that are left sum to less than 1.",
    reread: "What a query may not see has the weight 0, and the other weights sum to 1",
    ...attentionWith({ weights: (scores, allowed) => softmax(scores).mul(allowed) }),
  },
  "scores multiplied by the mask": {
    looksLike: "Masked scores are 0, and exp(0) = 1 is still a share of the softmax.",
    reread: "What a query may not see has the weight 0",
    ...attentionWith({ weights: (scores, allowed) => softmax(scores.mul(allowed)) }),
  },
  "mask added as it is": {
    looksLike: "The zeros and ones of the mask are added to the scores: what is masked is only a little less likely.",
    reread: "What a query may not see has the weight 0",
    ...attentionWith({ weights: (scores, allowed) => softmax(scores.add(allowed)) }),
  },
  "mask read the other way round": {
    looksLike: "What may be seen is hidden and the rest is not, as if 1 stood for padding.",
    reread: "mask: 1 where a query may see a key, 0 where not",
    ...attentionWith({ mask: (mask) => mask.neg().add(1) }),
  },
  "mask left out": {
    looksLike: "The option mask changes nothing: queries see what they may not.",
    reread: "mask: 1 where a query may see a key, 0 where not",
    ...attentionWith({ mask: (mask) => mask.mul(0).add(1) }),
  },
  "causal left out": {
    looksLike: "The option causal changes nothing: queries see the keys after them.",
    reread: "causal: query t sees the keys 0 to t only",
    ...attentionWith({ inTime: (targets, sources) => past(targets, sources).mul(0).add(1) }),
  },
  "own position hidden": {
    looksLike: "A query does not see the key at its own position, so the first one sees nothing.",
    reread: "causal: query t sees the keys 0 to t, t included",
    ...attentionWith({ inTime: (targets, sources) => arange(sources).less(arange(targets).expandDims(1)) }),
  },
  "future shown and past hidden": {
    looksLike: "The causal mask is the wrong triangle: query t sees the keys from t on.",
    reread: "causal: query t sees the keys 0 to t only",
    ...attentionWith({ inTime: (targets, sources) => arange(sources).greaterEqual(arange(targets).expandDims(1)) }),
  },
  "NaN where nothing is visible": {
    looksLike: "A row in which everything is masked gives NaN: −∞ − (−∞), or 0/0.",
    reread: "A query that may see nothing has the weight 0 everywhere",
    ...attentionWith({
      weights: (scores, allowed) => {
        const seen = hidden(scores, allowed);
        const powers = seen.sub(seen.max(-1, { keepDims: true })).exp();
        return powers.div(powers.sum(-1, { keepDims: true }));
      },
    }),
  },
  "average where nothing is visible": {
    looksLike: "A row in which everything is masked gives the plain average: its scores are all equally low, say −1e9.",
    reread: "A query that may see nothing has the weight 0 everywhere",
    ...attentionWith({ weights: (scores, allowed) => softmax(where(allowed, scores, -1e9)) }),
  },
  "any mask that broadcasts": {
    looksLike: "Masks with too few axes or of other sizes are broadcast without a word.",
    reread: "mask: as many axes as the scores, each of their size or 1",
    ...attentionWith({ refuses: false }),
  },
  "diagonal of the softmax's Jacobian": {
    looksLike: "The gradient of the scores is dL/dA · A (1 − A), as if every weight depended on its own score alone.",
    reread: "softmax: what one weight gains, the others lose",
    ...backwardWith((weights, gradWeights, scale) => gradWeights.mul(weights).mul(weights.neg().add(1)).mul(scale)),
  },
  "softmax left out on the way back": {
    looksLike: "dL/dA is taken for the gradient of the scores; the softmax is left out.",
    reread: "A = softmax(S)",
    ...backwardWith((_, gradWeights, scale) => gradWeights.mul(scale)),
  },
  "no scale on the way back": {
    looksLike: "The gradients of Q and K lack the factor 1/√d.",
    reread: "S = Q Kᵀ / √d",
    ...backwardWith((weights, gradWeights) =>
      weights.mul(gradWeights.sub(gradWeights.mul(weights).sum(-1, { keepDims: true }))),
    ),
  },
  "mask left out on the way back": {
    looksLike: "The weights of the backward pass are worked out as if every key were visible.",
    reread: "What a query may not see has the weight 0, and so it gets no gradient",
    scaledDotProductAttentionBackward: (query, key, value, gradOutput) =>
      scaledDotProductAttentionBackward(query, key, value, gradOutput),
  },
});
