import type { Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import {
  dotAttention,
  dotAttentionBackward,
  generalAttentionBackward,
} from "#reference/11-recurrent-networks/dot-attention.ts";
import { allowedIn, catalogueOf, hidden, softmax, wrongScoreGradients, wrongWeights } from "./attention-mistakes.ts";

type Module = typeof import("#reference/11-recurrent-networks/dot-attention.ts");

/** Where the forward pass departs from the right one. */
interface Changes {
  readonly scores?: (query: Tensor, key: Tensor) => Tensor;
  readonly weights?: (scores: Tensor, allowed: Tensor) => Tensor;
  readonly context?: (weights: Tensor, key: Tensor, value: Tensor) => Tensor;
}

function attentionWith(change: Changes): Pick<Module, "dotAttention" | "generalAttention"> {
  const dot: Module["dotAttention"] = (query, key, value, { mask } = {}) => {
    const scores = change.scores?.(query, key) ?? query.matmul(key.T);
    const allowed = allowedIn(scores, mask);
    const weights = change.weights?.(scores, allowed) ?? softmax(hidden(scores, allowed));
    return change.context?.(weights, key, value) ?? weights.matmul(value);
  };
  return {
    dotAttention: dot,
    generalAttention: (query, key, value, weight, options) => dot(query.matmul(weight), key, value, options),
  };
}

/** The weights A, for keys whose values are whatever. */
function weightsOf(query: Tensor, key: Tensor, mask: Tensor | undefined): Tensor {
  const scores = query.matmul(key.T);
  return softmax(hidden(scores, allowedIn(scores, mask)));
}

type GradScores = (weights: Tensor, gradWeights: Tensor) => Tensor;

function backwardWith(gradScores: GradScores): Pick<Module, "dotAttentionBackward" | "generalAttentionBackward"> {
  const dot: Module["dotAttentionBackward"] = (query, key, value, gradOutput, options = {}) => {
    const weights = weightsOf(query, key, options.mask);
    const wrong = gradScores(weights, gradOutput.matmul(value.T));
    return {
      gradQuery: wrong.matmul(key),
      gradKey: wrong.T.matmul(query),
      gradValue: weights.T.matmul(gradOutput),
    };
  };
  return {
    dotAttentionBackward: dot,
    generalAttentionBackward: (query, key, value, weight, gradOutput, options) => {
      const gradients = dot(query.matmul(weight), key, value, gradOutput, options);
      return {
        ...gradients,
        gradQuery: gradients.gradQuery.matmul(weight.T),
        gradWeight: query.T.matmul(gradients.gradQuery).sum(0),
      };
    },
  };
}

export default mistakes<Module>({
  "scores scaled": {
    looksLike: "The scores are divided by the root of the number of features, as in Transformers.",
    reread: "e_ts = q_t · k_s, without a scale",
    ...attentionWith({ scores: (query, key) => query.matmul(key.T).div(Math.sqrt(key.shape[2]!)) }),
  },
  "angles for products": {
    looksLike: "Query and key are brought to length 1 first, so only the angle between them counts.",
    reread: "e_ts = q_t · k_s",
    ...attentionWith({
      scores: (query, key) => {
        const direction = (x: Tensor): Tensor => x.div(x.square().sum(-1, { keepDims: true }).sqrt().maximum(1e-12));
        return direction(query).matmul(direction(key).T);
      },
    }),
  },
  "distance for the product": {
    looksLike: "The score is the distance of query and key, taken negative, not their product.",
    reread: "e_ts = q_t · k_s",
    ...attentionWith({
      scores: (query, key) => query.expandDims(2).sub(key.expandDims(1)).square().sum(-1).sqrt().neg(),
    }),
  },
  ...catalogueOf<Module>(wrongWeights, (weights) => attentionWith({ weights })),
  "the sum of the values": {
    looksLike: "The values are added up as they are; the weights do not count.",
    reread: "c_t = Σ_s A_ts v_s",
    ...attentionWith({ context: (weights, _, value) => weights.mul(0).add(1).matmul(value) }),
  },
  "the best key alone": {
    looksLike: "Each query takes the value of its best key whole, not an average.",
    reread: "c_t = Σ_s A_ts v_s",
    ...attentionWith({
      context: (weights, _, value) =>
        weights
          .equal(weights.max(-1, { keepDims: true }))
          .mul(weights.greater(0))
          .matmul(value),
    }),
  },
  "keys averaged": {
    looksLike: "The keys are averaged, not the values that belong to them.",
    reread: "c_t = Σ_s A_ts v_s",
    ...attentionWith({ context: (weights, key) => weights.matmul(key) }),
  },
  "matrix left out": {
    looksLike: "Query and key are multiplied as they are, or as far as their features go; W is not used.",
    reread: "e_ts = q_tᵀ W k_s",
    generalAttention: (query, key, value, _, options) => {
      const features = Math.min(query.shape[2]!, key.shape[2]!);
      const cut = (x: Tensor): Tensor => x.slice(null, null, [0, features]);
      return dotAttention(cut(query), cut(key), value, options);
    },
  },
  "tanh behind the matrix": {
    looksLike: "The query goes through tanh once W has mapped it, as in additive attention.",
    reread: "e_ts = q_tᵀ W k_s",
    generalAttention: (query, key, value, weight, options) =>
      dotAttention(query.matmul(weight).tanh(), key, value, options),
  },
  ...catalogueOf<Module>(wrongScoreGradients, backwardWith),
  "keys pulled by the weights": {
    looksLike: "The gradient of a key is taken with the weights A, not with the gradients of the scores.",
    reread: "dL/dk_s = Σ_t dL/de_ts q_t",
    dotAttentionBackward: (query, key, value, gradOutput, options = {}) => ({
      ...dotAttentionBackward(query, key, value, gradOutput, options),
      gradKey: weightsOf(query, key, options.mask).T.matmul(query),
    }),
  },
  "values without their weights": {
    looksLike: "Each value gets the whole gradient of every context, not its share A.",
    reread: "dL/dv_s = Σ_t A_ts G_t",
    dotAttentionBackward: (query, key, value, gradOutput, options = {}) => ({
      ...dotAttentionBackward(query, key, value, gradOutput, options),
      gradValue: weightsOf(query, key, options.mask).greater(0).T.matmul(gradOutput),
    }),
  },
  "mask lost backward": {
    looksLike: "The backward pass takes the weights without the mask.",
    reread: "options: as in the forward pass",
    dotAttentionBackward: (query, key, value, gradOutput) => dotAttentionBackward(query, key, value, gradOutput),
    generalAttentionBackward: (query, key, value, weight, gradOutput) =>
      generalAttentionBackward(query, key, value, weight, gradOutput),
  },
  "matrix's gradient averaged over the batch": {
    looksLike: "The gradient of W is the mean over the sequences, not the sum.",
    reread: "every sequence of the batch uses the same W",
    generalAttentionBackward: (query, key, value, weight, gradOutput, options) => {
      const right = generalAttentionBackward(query, key, value, weight, gradOutput, options);
      return { ...right, gradWeight: right.gradWeight.div(query.shape[0]!) };
    },
  },
  "matrix's gradient of the last step": {
    looksLike: "The gradient of W is that of the last query alone; the others are overwritten.",
    reread: "every query uses the same W, so its gradient is a sum over t",
    generalAttentionBackward: (query, key, value, weight, gradOutput, options) => {
      const right = generalAttentionBackward(query, key, value, weight, gradOutput, options);
      const last = (x: Tensor): Tensor => x.slice(null, [-1, null]);
      const { gradWeight } = generalAttentionBackward(last(query), key, value, weight, last(gradOutput), options);
      return { ...right, gradWeight };
    },
  },
  "keys' gradient past the matrix": {
    looksLike: "The gradient of the keys is taken with a query that W has not mapped to them.",
    reread: "e_ts = q_tᵀ W k_s = (Wᵀ q_t) · k_s",
    generalAttentionBackward: (query, key, value, weight, gradOutput, options = {}) => {
      const right = generalAttentionBackward(query, key, value, weight, gradOutput, options);
      const weights = weightsOf(query.matmul(weight), key, options.mask);
      const gradWeights = gradOutput.matmul(value.T);
      const gradScores = weights.mul(gradWeights.sub(gradWeights.mul(weights).sum(-1, { keepDims: true })));
      return { ...right, gradKey: gradScores.T.matmul(query) };
    },
  },
});
