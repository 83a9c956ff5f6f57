import { eye, stack, zeros } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import {
  dotAttention,
  dotAttentionBackward,
  generalAttention,
  generalAttentionBackward,
} from "#reference/11-recurrent-networks/dot-attention.ts";

type Module = typeof import("#reference/11-recurrent-networks/dot-attention.ts");

export default variants<Module>({
  "query by query, padding taken out": {
    dotAttention: (query, key, value, options = {}) => {
      // Refuses what does not fit; its result is not used.
      dotAttention(query, key, value, options);
      const contexts = Array.from({ length: query.shape[0]! }, (_, n) => {
        const seen = [...Array(key.shape[1]).keys()].filter((s) => options.mask?.at(n, s) !== 0);
        const rows = Array.from({ length: query.shape[1]! }, (__, t) => {
          if (seen.length === 0) return zeros([value.shape[2]!]);
          const scores = key.slice(n).gather(seen).matmul(query.slice(n, t));
          const powers = scores.sub(scores.max()).exp();
          return powers.matmul(value.slice(n).gather(seen)).div(powers.sum());
        });
        return stack(rows);
      });
      return stack(contexts);
    },
  },
  "the matrix on the side of the keys": {
    generalAttention: (query, key, value, weight, options) => {
      generalAttention(query, key, value, weight, options);
      return dotAttention(query, key.matmul(weight.T), value, options);
    },
    generalAttentionBackward: (query, key, value, weight, gradOutput, options) => {
      generalAttentionBackward(query, key, value, weight, gradOutput, options);
      const gradients = dotAttentionBackward(query, key.matmul(weight.T), value, gradOutput, options);
      const gradWeight = gradients.gradKey.T.matmul(key).sum(0);
      return { ...gradients, gradKey: gradients.gradKey.matmul(weight), gradWeight };
    },
  },
  "with the whole Jacobian of the softmax": {
    dotAttentionBackward: (query, key, value, gradOutput, options = {}) => {
      const [batch, targets] = query.shape as readonly [number, number];
      const sources = key.shape[1]!;
      // Averages of the rows of the identity are the weights themselves.
      const each = eye(sources).expandDims(0).broadcastTo([batch, sources, sources]);
      const weights = dotAttention(query, key, each, options);
      const gradScores = Array.from({ length: batch }, (_, n) =>
        stack(
          Array.from({ length: targets }, (__, t) => {
            const a = weights.slice(n, t);
            const jacobian = eye(sources).mul(a).sub(a.expandDims(1).mul(a));
            return value.slice(n).matmul(gradOutput.slice(n, t)).matmul(jacobian);
          }),
        ),
      );
      return {
        gradQuery: stack(gradScores).matmul(key),
        gradKey: stack(gradScores).T.matmul(query),
        gradValue: weights.T.matmul(gradOutput),
      };
    },
  },
});
