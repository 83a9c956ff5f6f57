import { NotStarted, type Tensor } from "#tensor";

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
 * What a query may not see has the weight 0, and the other weights sum to 1. A query that may see nothing has the weight
 * 0 everywhere. Scores of ±1000 must not overflow.
 *
 * @param query - `[…, T, d]` Q.
 * @param key - `[…, S, d]` K.
 * @param options.mask - `[N, 1, S]` hides padding, `[1, T, S]` is the same for all sequences; see {@link MaskOptions}.
 * @returns `[…, T, S]`.
 * @throws ShapeError - when `mask` does not fit the scores.
 */
export function attentionWeights(query: Tensor, key: Tensor, { causal = false, mask }: MaskOptions = {}): Tensor {
  throw new NotStarted();
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
 */
export function scaledDotProductAttention(
  query: Tensor,
  key: Tensor,
  value: Tensor,
  options: MaskOptions = {},
): Tensor {
  throw new NotStarted();
}

/**
 * Gradients of a loss with respect to queries, keys and values of {@link scaledDotProductAttention}.
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
  throw new NotStarted();
}
