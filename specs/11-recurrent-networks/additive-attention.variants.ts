import { concatenate, eye, stack, zeros, type Tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import {
  additiveAttention,
  additiveAttentionBackward,
  additiveAttentionWeights,
} from "#reference/11-recurrent-networks/additive-attention.ts";

type Module = typeof import("#reference/11-recurrent-networks/additive-attention.ts");

/** One score after another, and the softmax over the keys that are left when padding is taken out. */
const oneByOne: Module["additiveAttentionWeights"] = (query, key, parameters, options = {}) => {
  // Refuses what does not fit; its result is not used.
  additiveAttentionWeights(query, key, parameters, options);
  const [batch, targets] = query.shape as readonly [number, number];
  const sources = key.shape[1]!;
  const weights = zeros([batch, targets, sources]);
  for (let n = 0; n < batch; n++) {
    const seen = [...Array(sources).keys()].filter((s) => options.mask?.at(n, s) !== 0);
    for (let t = 0; t < targets; t++) {
      const scores = seen.map((s) => {
        const fromQuery = parameters.weightQuery.matmul(query.slice(n, t));
        const fromKey = parameters.weightKey.matmul(key.slice(n, s));
        return fromQuery.add(fromKey).tanh().mul(parameters.weightScore).sum().item();
      });
      const total = scores.reduce((sum, score) => sum + Math.exp(score - Math.max(...scores)), 0);
      for (const [place, s] of seen.entries())
        weights.data[(n * targets + t) * sources + s] = Math.exp(scores[place]! - Math.max(...scores)) / total;
    }
  }
  return weights;
};

export default variants<Module>({
  "score by score": {
    additiveAttentionWeights: oneByOne,
    additiveAttention: (query, key, value, parameters, options) => {
      // Refuses what does not fit; its result is not used.
      additiveAttention(query, key, value, parameters, options);
      const weights = oneByOne(query, key, parameters, options);
      return weights.expandDims(-1).mul(value.expandDims(1)).sum(2);
    },
  },
  "query and key side by side, in one matrix": {
    additiveAttentionBackward: (query, key, value, parameters, gradOutput, options) => {
      const [batch, targets, features] = query.shape as readonly [number, number, number];
      const [, sources, keyFeatures] = key.shape as readonly [number, number, number];
      const weight = concatenate([parameters.weightQuery, parameters.weightKey], 1);
      const pairs = concatenate(
        [
          query.expandDims(2).broadcastTo([batch, targets, sources, features]),
          key.expandDims(1).broadcastTo([batch, targets, sources, keyFeatures]),
        ],
        3,
      );
      const units = pairs.matmul(weight.T).tanh();
      const weights = additiveAttentionWeights(query, key, parameters, options);
      const rows = Array.from({ length: batch }, (_, n) =>
        stack(
          Array.from({ length: targets }, (__, t) => {
            const a = weights.slice(n, t);
            const jacobian = eye(sources)
              .mul(a)
              .sub(a.expandDims(1).matmul(a.expandDims(0)));
            return jacobian.matmul(value.slice(n).matmul(gradOutput.slice(n, t)));
          }),
        ),
      );
      const gradScores = stack(rows).expandDims(-1);
      const through = gradScores.mul(parameters.weightScore);
      const gradSums = through.sub(through.mul(units).mul(units));
      const flat = (x: Tensor): Tensor => x.reshape([-1, x.shape.at(-1)!]);
      const gradWeight = flat(gradSums).T.matmul(flat(pairs));
      const gradPairs = gradSums.matmul(weight);
      return {
        ...additiveAttentionBackward(query, key, value, parameters, gradOutput, options),
        gradQuery: gradPairs.slice(null, null, null, [0, features]).sum(2),
        gradKey: gradPairs.slice(null, null, null, [features, null]).sum(1),
        gradParameters: {
          weightQuery: gradWeight.slice(null, [0, features]),
          weightKey: gradWeight.slice(null, [features, null]),
          weightScore: flat(units).T.matmul(flat(gradScores)).squeeze(1),
        },
      };
    },
  },
});
