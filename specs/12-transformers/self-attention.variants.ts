import { arange, concatenate, eye, stack, where, zeros, type Tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import type { SelfAttentionOptions, SelfAttentionParameters } from "#reference/12-transformers/self-attention.ts";
import { selfAttention } from "#reference/12-transformers/self-attention.ts";

/** The weights of position t of sequence n, over all positions. */
function weightsOf(products: Tensor, n: number, t: number, size: number, options: SelfAttentionOptions): Tensor {
  const { causal = false, mask } = options;
  const scores = products.slice(t).div(Math.sqrt(size));
  const seen = arange(scores.size).map((s) => Number((!causal || s <= t) && mask?.at(n, s) !== 0));
  const powers = where(seen, scores.sub(where(seen, scores, -1e300).max()), -Infinity).exp();
  return powers.div(Math.max(powers.sum().item(), 1e-300));
}

/** One sequence: x M xᵀ with M = W_Qᵀ W_K, and (A x) W_Vᵀ. */
function sequence(x: Tensor, p: SelfAttentionParameters, n: number, options: SelfAttentionOptions) {
  const size = p.weightQuery.shape[0]!;
  const between = p.weightQuery.T.matmul(p.weightKey); // [D, D]
  const products = x.matmul(between).matmul(x.T);
  const rows = Array.from({ length: x.shape[0]! }, (_, t) => weightsOf(products, n, t, size, options));
  return { between, weights: stack(rows), size };
}

export default variants<typeof import("#reference/12-transformers/self-attention.ts")>({
  "queries and keys as one matrix, position by position": {
    selfAttention: (input, p, options = {}) => {
      selfAttention(input, p, options); // refuses what does not fit
      const each = Array.from({ length: input.shape[0]! }, (_, n) => {
        const x = input.slice(n);
        return sequence(x, p, n, options).weights.matmul(x).matmul(p.weightValue.T);
      });
      return stack(each);
    },
    selfAttentionBackward: (input, p, gradOutput, options = {}) => {
      const lengths = input.shape[1]!;
      let [weightQuery, weightKey, weightValue] = [p.weightQuery, p.weightKey, p.weightValue].map(({ shape }) =>
        zeros(shape),
      ) as [Tensor, Tensor, Tensor];
      const each = Array.from({ length: input.shape[0]! }, (_, n) => {
        const [x, gradient] = [input.slice(n), gradOutput.slice(n)];
        const { between, weights, size } = sequence(x, p, n, options);
        const gradAverage = gradient.matmul(p.weightValue); // of A x
        const gradWeights = gradAverage.matmul(x.T);
        const rows = Array.from({ length: lengths }, (__, t) => {
          const row = weights.slice(t).expandDims(0);
          const jacobian = eye(lengths).mul(row).sub(row.T.matmul(row));
          return gradWeights.slice([t, t + 1]).matmul(jacobian);
        });
        const gradProducts = concatenate(rows).div(Math.sqrt(size));
        const gradBetween = x.T.matmul(gradProducts).matmul(x);
        weightQuery = weightQuery.add(p.weightKey.matmul(gradBetween.T));
        weightKey = weightKey.add(p.weightQuery.matmul(gradBetween));
        weightValue = weightValue.add(gradient.T.matmul(weights.matmul(x)));
        return weights.T.matmul(gradAverage)
          .add(gradProducts.matmul(x).matmul(between.T))
          .add(gradProducts.T.matmul(x).matmul(between));
      });
      return { gradInput: stack(each), gradParameters: { weightQuery, weightKey, weightValue } };
    },
  },
});
