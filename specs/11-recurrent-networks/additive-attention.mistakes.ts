import type { Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import {
  additiveAttentionBackward,
  additiveAttentionWeights,
} from "#reference/11-recurrent-networks/additive-attention.ts";
import { allowedIn, catalogueOf, hidden, softmax, wrongScoreGradients, wrongWeights } from "./attention-mistakes.ts";

type Module = typeof import("#reference/11-recurrent-networks/additive-attention.ts");
type Parameters = import("#reference/11-recurrent-networks/additive-attention.ts").AdditiveAttentionParameters;

const sums = (query: Tensor, key: Tensor, { weightQuery, weightKey }: Parameters): Tensor =>
  query.matmul(weightQuery.T).expandDims(2).add(key.matmul(weightKey.T).expandDims(1));

/** Where the weights depart from the right ones. */
interface Changes {
  readonly scores?: (query: Tensor, key: Tensor, parameters: Parameters) => Tensor;
  readonly weights?: (scores: Tensor, allowed: Tensor) => Tensor;
}

function weightsWith(change: Changes): Pick<Module, "additiveAttentionWeights" | "additiveAttention"> {
  const weights: Module["additiveAttentionWeights"] = (query, key, parameters, { mask } = {}) => {
    const right = (): Tensor => sums(query, key, parameters).tanh().matmul(parameters.weightScore);
    const scores = change.scores?.(query, key, parameters) ?? right();
    const allowed = allowedIn(scores, mask);
    return change.weights?.(scores, allowed) ?? softmax(hidden(scores, allowed));
  };
  return {
    additiveAttentionWeights: weights,
    additiveAttention: (query, key, value, parameters, options) =>
      weights(query, key, parameters, options).matmul(value),
  };
}

/** Where the backward pass departs from the right one. */
interface Backward {
  readonly gradScores?: (weights: Tensor, gradWeights: Tensor) => Tensor;
  readonly slope?: (hidden: Tensor, sums: Tensor) => Tensor;
  readonly shown?: (hidden: Tensor, sums: Tensor) => Tensor;
  readonly spread?: (gradSums: Tensor) => Tensor;
}

function backwardWith(change: Backward): Module["additiveAttentionBackward"] {
  return (query, key, value, parameters, gradOutput, options) => {
    const right = additiveAttentionBackward(query, key, value, parameters, gradOutput, options);
    const weights = additiveAttentionWeights(query, key, parameters, options);
    const before = sums(query, key, parameters);
    const units = before.tanh();
    const gradWeights = gradOutput.matmul(value.T);
    const expected = gradWeights.mul(weights).sum(-1, { keepDims: true });
    const scores = change.gradScores?.(weights, gradWeights) ?? weights.mul(gradWeights.sub(expected));
    const gradScores = scores.expandDims(-1);
    const slope = change.slope?.(units, before) ?? units.square().neg().add(1);
    const gradSums = gradScores.mul(change.spread?.(parameters.weightScore) ?? parameters.weightScore).mul(slope);
    const [fromQuery, fromKey] = [gradSums.sum(2), gradSums.sum(1)];
    return {
      gradQuery: fromQuery.matmul(parameters.weightQuery),
      gradKey: fromKey.matmul(parameters.weightKey),
      gradValue: right.gradValue,
      gradParameters: {
        weightQuery: fromQuery.T.matmul(query).sum(0),
        weightKey: fromKey.T.matmul(key).sum(0),
        weightScore: gradScores.mul(change.shown?.(units, before) ?? units).sum([0, 1, 2]),
      },
    };
  };
}

export default mistakes<Module>({
  "tanh left out": {
    looksLike:
      "The scores are sums without tanh, so the query adds the same to all of them and every query has the same weights.",
    reread: "e_ts = v · tanh(W q_t + U k_s)",
    ...weightsWith({ scores: (query, key, p) => sums(query, key, p).matmul(p.weightScore) }),
  },
  "tanh of the score": {
    looksLike: "The tanh stands outside the product with v, so no score is beyond ±1.",
    reread: "e_ts = v · tanh(W q_t + U k_s)",
    ...weightsWith({ scores: (query, key, p) => sums(query, key, p).matmul(p.weightScore).tanh() }),
  },
  "two hidden layers": {
    looksLike: "Query and key go through tanh one by one before they are added.",
    reread: "e_ts = v · tanh(W q_t + U k_s): one tanh, of the sum",
    ...weightsWith({
      scores: (query, key, p) => {
        const [fromQuery, fromKey] = [query.matmul(p.weightQuery.T).tanh(), key.matmul(p.weightKey.T).tanh()];
        return fromQuery.expandDims(2).add(fromKey.expandDims(1)).matmul(p.weightScore);
      },
    }),
  },
  "v left out": {
    looksLike: "The hidden units are summed as they are; v does not weigh them.",
    reread: "e_ts = v · tanh(W q_t + U k_s)",
    ...weightsWith({ scores: (query, key, p) => sums(query, key, p).tanh().sum(-1) }),
  },
  "query and key multiplied": {
    looksLike: "The hidden units of query and key are multiplied, as in dot attention, not added.",
    reread: "e_ts = v · tanh(W q_t + U k_s)",
    ...weightsWith({
      scores: (query, key, p) => {
        const [fromQuery, fromKey] = [query.matmul(p.weightQuery.T), key.matmul(p.weightKey.T)];
        return fromQuery.expandDims(2).mul(fromKey.expandDims(1)).tanh().matmul(p.weightScore);
      },
    }),
  },
  "scores scaled": {
    looksLike: "The scores are divided by the root of the number of hidden units, as in Transformers.",
    reread: "e_ts = v · tanh(W q_t + U k_s), without a scale",
    ...weightsWith({
      scores: (query, key, p) => sums(query, key, p).tanh().matmul(p.weightScore).div(Math.sqrt(p.weightScore.size)),
    }),
  },
  ...catalogueOf<Module>(wrongWeights, (weights) => weightsWith({ weights })),
  "the sum of the values": {
    looksLike: "The values are added up as they are; the weights do not count.",
    reread: "c_t = Σ_s A_ts v_s",
    additiveAttention: (query, key, value, parameters, options) => {
      const weights = additiveAttentionWeights(query, key, parameters, options);
      return weights.mul(0).add(1).matmul(value);
    },
  },
  "the best key alone": {
    looksLike: "Each query takes the value of its best key whole, not an average.",
    reread: "c_t = Σ_s A_ts v_s",
    additiveAttention: (query, key, value, parameters, options) => {
      const weights = additiveAttentionWeights(query, key, parameters, options);
      return weights
        .equal(weights.max(-1, { keepDims: true }))
        .mul(weights.greater(0))
        .matmul(value);
    },
  },
  "keys averaged": {
    looksLike: "The keys are averaged, not the values that belong to them.",
    reread: "c_t = Σ_s A_ts v_s",
    additiveAttention: (query, key, value, parameters, options) =>
      additiveAttentionWeights(query, key, parameters, options).matmul(key),
  },
  ...catalogueOf<Module>(wrongScoreGradients, (gradScores) => ({
    additiveAttentionBackward: backwardWith({ gradScores }),
  })),
  "past the tanh": {
    looksLike: "The gradient goes past tanh unchanged; its slope 1 − h² is left out.",
    reread: "d tanh(x)/dx = 1 − tanh²(x)",
    additiveAttentionBackward: backwardWith({ slope: (units) => units.mul(0).add(1) }),
  },
  "slope of tanh at the sum": {
    looksLike: "The slope 1 − y² is taken with the sum W q + U k, but y is the value of tanh.",
    reread: "d tanh(x)/dx = 1 − tanh²(x)",
    additiveAttentionBackward: backwardWith({ slope: (_, before) => before.square().neg().add(1) }),
  },
  "v meets the sums": {
    looksLike: "The gradient of v is taken with the sums W q + U k, not with their tanh, which v was multiplied by.",
    reread: "e_ts = v · h_ts with h_ts = tanh(W q_t + U k_s)",
    additiveAttentionBackward: backwardWith({ shown: (_, before) => before }),
  },
  "v left out backward": {
    looksLike: "The gradient of a score reaches all hidden units alike; v does not weigh it.",
    reread: "e_ts = v · h_ts, so each hidden unit has its own share v_h of the score",
    additiveAttentionBackward: backwardWith({ spread: (weightScore) => weightScore.mul(0).add(1) }),
  },
  "weights' gradients averaged over the batch": {
    looksLike: "The gradients of W, U and v are means over the sequences, not sums.",
    reread: "every sequence of the batch uses the same W, U and v",
    additiveAttentionBackward: (query, key, value, parameters, gradOutput, options) => {
      const right = additiveAttentionBackward(query, key, value, parameters, gradOutput, options);
      const { weightQuery, weightKey, weightScore } = right.gradParameters;
      const mean = (gradient: Tensor): Tensor => gradient.div(query.shape[0]!);
      return {
        ...right,
        gradParameters: {
          weightQuery: mean(weightQuery),
          weightKey: mean(weightKey),
          weightScore: mean(weightScore),
        },
      };
    },
  },
  "values without their weights": {
    looksLike: "Each value gets the whole gradient of every context, not its share A.",
    reread: "c_t = Σ_s A_ts v_s",
    additiveAttentionBackward: (query, key, value, parameters, gradOutput, options) => ({
      ...additiveAttentionBackward(query, key, value, parameters, gradOutput, options),
      gradValue: additiveAttentionWeights(query, key, parameters, options).greater(0).T.matmul(gradOutput),
    }),
  },
});
