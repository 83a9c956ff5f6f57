import { arange, ShapeError, where, type Tensor } from "#tensor";
import type { Pass } from "#reference/07-backprop/pass.ts";

export interface MaskOptions {
  /** Query t sees the keys 0 to t only; false when left out. */
  readonly causal?: boolean;
  /** 1 where a query may see a key, 0 where not; as many axes as the scores `[…, T, S]`, each of their size or 1. */
  readonly mask?: Tensor;
}

export interface ScaledDotProductAttentionGradients {
  readonly gradQuery: Tensor;
  readonly gradKey: Tensor;
  readonly gradValue: Tensor;
}

/**
 * How much each query takes of each key: a softmax over how well the two fit.
 *
 * `A = softmax(S)` with `S = Q Kᵀ / √d`, along the keys
 *
 * The product of two random vectors has a variance of d; the root keeps the scores at variance 1 and the softmax from
 * saturating. What a query may not see has the score −∞, and so the weight 0. A query that may see nothing has the
 * weight 0 everywhere.
 *
 * @param query - `[…, T, d]` Q.
 * @param key - `[…, S, d]` K.
 * @param options.mask - `[N, 1, S]` hides padding, `[1, T, S]` is the same for all sequences; see {@link MaskOptions}.
 * @returns `[…, T, S]`, rows that sum to 1, or hold zeros.
 * @throws ShapeError - when `mask` does not fit the scores.
 * @example attentionWeights(tensor([[[1]]]), tensor([[[Math.log(3)], [0]]])) // => [[[0.75, 0.25]]]
 * @see Vaswani et al., Attention is all you need (2017), section 3.2.1.
 */
export function attentionWeights(query: Tensor, key: Tensor, { causal = false, mask }: MaskOptions = {}): Tensor {
  const scores = query.matmul(key.T).mul(scaleOf(query));
  if (mask) expectMaskFor(scores, mask);
  const [targets, sources] = [query.shape.at(-2)!, key.shape.at(-2)!];
  const past = arange(sources).lessEqual(arange(targets).expandDims(1)); // [T, S]
  const inTime = causal ? where(past, scores, -Infinity) : scores;
  const seen = mask ? where(mask, inTime, -Infinity) : inTime;
  // The bound keeps −∞ − (−∞), which is NaN, out of rows where nothing may be seen.
  const largest = seen.max(-1, { keepDims: true }).maximum(-Number.MAX_VALUE);
  const powers = seen.sub(largest).exp();
  const total = powers.sum(-1, { keepDims: true });
  return powers.div(where(total.greater(0), total, 1));
}

/**
 * Scaled dot-product attention: every query takes an average of the values, with weights that say how well their keys fit.
 *
 * `y = A V` with A from {@link attentionWeights}
 *
 * @param query - `[…, T, d]` Q.
 * @param key - `[…, S, d]` K; in self-attention from the same sequence as the queries, in cross-attention from another.
 * @param value - `[…, S, e]` V, one for each key.
 * @param options - what may be seen.
 * @returns `[…, T, e]`; 0 for a query that may see nothing.
 * @throws ShapeError - when `mask` does not fit the scores.
 * @example
 * const [key, value] = [tensor([[[Math.log(3)], [0]]]), tensor([[[4], [8]]])];
 * scaledDotProductAttention(tensor([[[1]]]), key, value) // => [[[5]]]
 */
export function scaledDotProductAttention(
  query: Tensor,
  key: Tensor,
  value: Tensor,
  options: MaskOptions = {},
): Tensor {
  return scaledDotProductPass(query, key, value, options).output;
}

/**
 * Gradients of a loss with respect to queries, keys and values of {@link scaledDotProductAttention}.
 *
 * With G = dL/dy: `dL/dV = Aᵀ G`, `dL/dA = G Vᵀ`
 * `dL/dS = A ∘ (dL/dA − Σ_s dL/dA ∘ A)`, which is 0 where A is 0
 * `dL/dQ = dL/dS K / √d`, `dL/dK = (dL/dS)ᵀ Q / √d`
 *
 * @param query - `[…, T, d]`, as in the forward pass, like the next two.
 * @param gradOutput - `[…, T, e]`, dL/dy.
 * @param options - as in the forward pass.
 * @returns gradients of the shapes of the inputs.
 */
export function scaledDotProductAttentionBackward(
  query: Tensor,
  key: Tensor,
  value: Tensor,
  gradOutput: Tensor,
  options: MaskOptions = {},
): ScaledDotProductAttentionGradients {
  return scaledDotProductPass(query, key, value, options).backward(gradOutput);
}

/** {@link scaledDotProductAttention} and {@link scaledDotProductAttentionBackward} in one. */
export function scaledDotProductPass(
  query: Tensor,
  key: Tensor,
  value: Tensor,
  options: MaskOptions,
): Pass<ScaledDotProductAttentionGradients> {
  const weights = attentionWeights(query, key, options);
  return {
    output: weights.matmul(value),
    backward: (gradOutput) => {
      const gradWeights = gradOutput.matmul(value.T);
      const expected = gradWeights.mul(weights).sum(-1, { keepDims: true });
      const gradProducts = weights.mul(gradWeights.sub(expected)).mul(scaleOf(query));
      return {
        gradQuery: gradProducts.matmul(key),
        gradKey: gradProducts.T.matmul(query),
        gradValue: weights.T.matmul(gradOutput),
      };
    },
  };
}

/** 1/√d */
function scaleOf(query: Tensor): number {
  return 1 / Math.sqrt(query.shape.at(-1)!);
}

/** Broadcasting would take fewer axes too, and read `[N, S]` as if it were `[T, S]`. */
function expectMaskFor(scores: Tensor, mask: Tensor): void {
  const fits = mask.rank === scores.rank && mask.shape.every((size, axis) => size === 1 || size === scores.shape[axis]);
  if (fits) return;
  throw new ShapeError(
    `scaledDotProductAttention: options.mask is [${mask.shape.join(", ")}], expected the shape of the scores, ` +
      `[${scores.shape.join(", ")}], or 1 along some of its axes.`,
  );
}
