import { arange, ones, where, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import {
  scaledDotProductAttentionBackward,
  type ScaledDotProductAttentionGradients,
} from "#reference/12-transformers/scaled-dot-product-attention.ts";
import type { SelfAttentionOptions, SelfAttentionParameters } from "#reference/12-transformers/self-attention.ts";
import { selfAttention } from "#reference/12-transformers/self-attention.ts";

type Module = typeof import("#reference/12-transformers/self-attention.ts");

/** Where a forward pass departs from the right one. */
interface Changes {
  readonly scale?: (size: number, features: number) => number;
  readonly scores?: (Q: Tensor, K: Tensor) => Tensor;
  readonly inTime?: (length: number) => Tensor;
  /** `[N, T]` -> what broadcasts to `[N, T, T]`. */
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
const past = (length: number): Tensor => arange(length).lessEqual(arange(length).expandDims(1));

function attentionWith(change: Changes): Pick<Module, "selfAttention"> {
  return {
    selfAttention: (input, p, options = {}) => {
      if (change.refuses !== false) selfAttention(input, p, options); // refuses what does not fit
      const { causal = false, mask } = options;
      const [, length, features] = input.shape as readonly [number, number, number];
      const [Q, K, V] = [p.weightQuery, p.weightKey, p.weightValue].map((weight) => input.matmul(weight.T)) as [
        Tensor,
        Tensor,
        Tensor,
      ];
      const size = Q.shape[2]!;
      const scale = change.scale?.(size, features) ?? 1 / Math.sqrt(size);
      const scores = (change.scores?.(Q, K) ?? Q.matmul(K.T)).mul(scale);
      const inTime = causal ? (change.inTime ?? past)(length) : ones([length, length]);
      const seen = mask && (change.mask?.(mask) ?? mask.expandDims(1));
      const allowed = (seen ? inTime.mul(seen) : inTime).broadcastTo(scores.shape);
      return (change.weights?.(scores, allowed) ?? softmax(hidden(scores, allowed))).matmul(V);
    },
  };
}

/** Where a backward pass departs from the right one. */
interface BackwardChanges {
  readonly options?: (options: SelfAttentionOptions) => SelfAttentionOptions;
  readonly attention?: (
    gradients: ScaledDotProductAttentionGradients,
    size: number,
  ) => ScaledDotProductAttentionGradients;
  readonly gradInput?: (fromQuery: Tensor, fromKey: Tensor, fromValue: Tensor) => Tensor;
  readonly gradWeight?: (gradient: Tensor, batch: number) => Tensor;
}

function backwardWith(change: BackwardChanges): Pick<Module, "selfAttentionBackward"> {
  return {
    selfAttentionBackward: (input, p, gradOutput, given = {}) => {
      const { causal = false, mask } = change.options?.(given) ?? given;
      const [Q, K, V] = [p.weightQuery, p.weightKey, p.weightValue].map((weight) => input.matmul(weight.T)) as [
        Tensor,
        Tensor,
        Tensor,
      ];
      const options = mask ? { causal, mask: mask.expandDims(1) } : { causal };
      const right = scaledDotProductAttentionBackward(Q, K, V, gradOutput, options);
      const wrong = change.attention?.(right, Q.shape[2]!) ?? right;
      const flat = (x: Tensor): Tensor => x.reshape([-1, x.shape.at(-1)!]);
      const ofWeight = (gradient: Tensor): Tensor => {
        const sum = flat(gradient).T.matmul(flat(input));
        return change.gradWeight?.(sum, input.shape[0]!) ?? sum;
      };
      const ways = [
        wrong.gradQuery.matmul(p.weightQuery),
        wrong.gradKey.matmul(p.weightKey),
        wrong.gradValue.matmul(p.weightValue),
      ] as const;
      const gradParameters: SelfAttentionParameters = {
        weightQuery: ofWeight(wrong.gradQuery),
        weightKey: ofWeight(wrong.gradKey),
        weightValue: ofWeight(wrong.gradValue),
      };
      return { gradInput: change.gradInput?.(...ways) ?? ways[0].add(ways[1]).add(ways[2]), gradParameters };
    },
  };
}

/** The right gradients with queries and keys from another gradient of the products, given A, dL/dA and 1/√d. */
function backwardWithScores(
  gradProducts: (weights: Tensor, gradWeights: Tensor, scale: number) => Tensor,
): Pick<Module, "selfAttentionBackward"> {
  return {
    selfAttentionBackward: (input, p, gradOutput, options = {}) => {
      const length = input.shape[1]!;
      const [Q, K] = [input.matmul(p.weightQuery.T), input.matmul(p.weightKey.T)];
      const scale = 1 / Math.sqrt(Q.shape[2]!);
      const inTime = options.causal ? past(length) : ones([length, length]);
      const seen = options.mask ? inTime.mul(options.mask.expandDims(1)) : inTime;
      const scores = Q.matmul(K.T).mul(scale);
      const weights = softmax(hidden(scores, seen.broadcastTo(scores.shape)));
      const V = input.matmul(p.weightValue.T);
      const wrong = gradProducts(weights, gradOutput.matmul(V.T), scale);
      const change = (right: ScaledDotProductAttentionGradients): ScaledDotProductAttentionGradients => ({
        gradQuery: wrong.matmul(K),
        gradKey: wrong.T.matmul(Q),
        gradValue: right.gradValue,
      });
      return backwardWith({ attention: change }).selfAttentionBackward(input, p, gradOutput, options);
    },
  };
}

export default mistakes<Module>({
  "no scale": {
    looksLike: "The scores are the products Q Kᵀ themselves; they are not divided by √d.",
    reread: "softmax(Q Kᵀ / √d)",
    ...attentionWith({ scale: () => 1 }),
  },
  "divided by d": {
    looksLike: "The scores are divided by d, not by its root.",
    reread: "softmax(Q Kᵀ / √d)",
    ...attentionWith({ scale: (size) => 1 / size }),
  },
  "divided by the root of the features": {
    looksLike: "The scores are divided by √D, with the features of the input, not by √d, with the size of the queries.",
    reread: "d is the size of queries and keys",
    ...attentionWith({ scale: (_, features) => 1 / Math.sqrt(features) }),
  },
  "queries and keys exchanged": {
    looksLike: "The scores are K Qᵀ: a position is looked at as it should look.",
    reread: "Q Kᵀ: a row for each query",
    ...attentionWith({ scores: (Q, K) => K.matmul(Q.T) }),
  },
  "queries for keys": {
    looksLike: "The queries are compared with each other; the keys are not used.",
    reread: "Q Kᵀ",
    ...attentionWith({ scores: (Q) => Q.matmul(Q.T) }),
  },
  "softmax over the queries": {
    looksLike: "The softmax runs along the queries: what sums to 1 are the columns.",
    reread: "softmax along the keys: the weights of one position sum to 1",
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
    looksLike: "The masks are multiplied in after the softmax, so the weights that are left sum to less than 1.",
    reread: "What may not be seen has the weight 0, and the other weights sum to 1",
    ...attentionWith({ weights: (scores, allowed) => softmax(scores).mul(allowed) }),
  },
  "scores multiplied by the mask": {
    looksLike: "Masked scores are 0, and exp(0) = 1 is still a share of the softmax.",
    reread: "What may not be seen has the weight 0",
    ...attentionWith({ weights: (scores, allowed) => softmax(scores.mul(allowed)) }),
  },
  "mask read the other way round": {
    looksLike: "Padding is seen and the words are not, as if 1 stood for padding.",
    reread: "mask: 1 for a position that may be seen",
    ...attentionWith({ mask: (mask) => mask.neg().add(1).expandDims(1) }),
  },
  "padding hidden as a query": {
    looksLike: "The mask hides the rows of padding, its queries, instead of its columns: padding is still seen.",
    reread: "mask: 0 for positions that are not seen",
    ...attentionWith({ mask: (mask) => mask.expandDims(2) }),
  },
  "mask left out": {
    looksLike: "The option mask changes nothing: padding is seen.",
    reread: "mask: 1 for a position that may be seen",
    ...attentionWith({ mask: (mask) => mask.mul(0).add(1).expandDims(1) }),
  },
  "mask of the first sequence for all": {
    looksLike: "All sequences are masked as the first one is.",
    reread: "mask: [N, T], each sequence has padding of its own",
    ...attentionWith({ mask: (mask) => mask.slice([0, 1]).expandDims(1) }),
  },
  "masks of any shape taken": {
    looksLike: "A mask that is not [N, T] is broadcast and gives numbers instead of an error.",
    reread: "@throws ShapeError - when mask is not [N, T]",
    ...attentionWith({ refuses: false }),
  },
  "causal left out": {
    looksLike: "The option causal changes nothing: positions see those after them.",
    reread: "causal: position t sees the positions 0 to t only",
    ...attentionWith({ inTime: (length) => ones([length, length]) }),
  },
  "causal the other way round": {
    looksLike: "A position sees itself and those after it, not those before.",
    reread: "causal: position t sees the positions 0 to t only",
    ...attentionWith({ inTime: (length) => past(length).T }),
  },
  "own position masked": {
    looksLike: "A position does not see itself, so the first one sees nothing.",
    reread: "causal: position t sees the positions 0 to t, t included",
    ...attentionWith({ inTime: (length) => arange(length).less(arange(length).expandDims(1)) }),
  },
  "NaN where nothing is visible": {
    looksLike: "Where all is masked comes NaN: −∞ − (−∞), or 0/0.",
    reread: "Where nothing may be seen, all weights are 0",
    ...attentionWith({
      weights: (scores, allowed) => {
        const seen = hidden(scores, allowed);
        const powers = seen.sub(seen.max(-1, { keepDims: true })).exp();
        return powers.div(powers.sum(-1, { keepDims: true }));
      },
    }),
  },
  "average where nothing is visible": {
    looksLike: "Where all is masked comes the plain average: the scores are all equally low, say −1e9.",
    reread: "Where nothing may be seen, all weights are 0",
    ...attentionWith({ weights: (scores, allowed) => softmax(where(allowed, scores, -1e9)) }),
  },
  "gradient of the queries only": {
    looksLike: "dL/dx has the part of the queries alone; x gives the keys and the values as well.",
    reread: "dL/dx = dL/dQ W_Q + dL/dK W_K + dL/dV W_V",
    ...backwardWith({ gradInput: (fromQuery) => fromQuery }),
  },
  "gradient of the values only": {
    looksLike: "dL/dx has the part of the values alone, as if the weights did not depend on x.",
    reread: "dL/dx = dL/dQ W_Q + dL/dK W_K + dL/dV W_V",
    ...backwardWith({ gradInput: (_, __, fromValue) => fromValue }),
  },
  "gradient of the keys forgotten": {
    looksLike: "dL/dx lacks the part of the keys: that others look at a position.",
    reread: "dL/dx = dL/dQ W_Q + dL/dK W_K + dL/dV W_V",
    ...backwardWith({ gradInput: (fromQuery, _, fromValue) => fromQuery.add(fromValue) }),
  },
  "diagonal of the softmax's Jacobian": {
    looksLike: "The gradient of the scores is dL/dA · A (1 − A), as if every weight depended on its own score alone.",
    reread: "dL/dS = A ∘ (dL/dA − Σ_s dL/dA ∘ A)",
    ...backwardWithScores((weights, gradWeights, scale) =>
      gradWeights.mul(weights).mul(weights.neg().add(1)).mul(scale),
    ),
  },
  "no scale on the way back": {
    looksLike: "The gradients of Q and K lack the factor 1/√d.",
    reread: "dL/dQ = dL/dS K / √d, dL/dK = (dL/dS)ᵀ Q / √d",
    ...backwardWith({
      attention: ({ gradQuery, gradKey, gradValue }, size) => ({
        gradQuery: gradQuery.mul(Math.sqrt(size)),
        gradKey: gradKey.mul(Math.sqrt(size)),
        gradValue,
      }),
    }),
  },
  "gradients of queries and keys exchanged": {
    looksLike: "The gradients of Q and K have changed places.",
    reread: "dL/dQ = dL/dS K / √d, dL/dK = (dL/dS)ᵀ Q / √d",
    ...backwardWith({
      attention: ({ gradQuery, gradKey, gradValue }) => ({ gradQuery: gradKey, gradKey: gradQuery, gradValue }),
    }),
  },
  "masks left out on the way back": {
    looksLike: "The weights of the backward pass are worked out as if every position were visible.",
    reread: "What may not be seen has the weight 0, and so it gets no gradient",
    ...backwardWith({ options: () => ({}) }),
  },
  "gradients of the maps transposed": {
    looksLike: "The gradients of the maps are [in, out]: rows and columns have changed places.",
    reread: "weightQuery: [d, D]",
    ...backwardWith({ gradWeight: (gradient) => gradient.T }),
  },
  "gradients of the maps averaged": {
    looksLike: "The gradients of the maps are averages over the batch, not sums.",
    reread: "dL/dW_Q = Σ (dL/dQ)ᵀ x, over all positions of all sequences",
    ...backwardWith({ gradWeight: (gradient, batch) => gradient.div(batch) }),
  },
});
