import type { Tensor } from "#tensor";
import { expectShapes, gradientOfScores, maskedSoftmax } from "#reference/11-recurrent-networks/attention-parts.ts";

export interface DotAttentionOptions {
  /** `[N, S]`, 1 for a key that may be seen, 0 for padding; all may be seen when left out. */
  readonly mask?: Tensor;
}

export interface DotAttentionGradients {
  readonly gradQuery: Tensor;
  readonly gradKey: Tensor;
  readonly gradValue: Tensor;
}

export interface GeneralAttentionGradients extends DotAttentionGradients {
  readonly gradWeight: Tensor;
}

/**
 * Dot attention: how well a query and a key fit is their product, and each query takes an average of the values.
 *
 * `e_ts = q_t · k_s`
 * `A_ts = exp(e_ts) / Σ_r exp(e_tr)`, r over the keys that may be seen; 0 for the others
 * `c_t = Σ_s A_ts v_s`
 *
 * A query that may see nothing has weight 0 everywhere.
 *
 * @param query - `[N, T, D]`, T states q_t of a decoder.
 * @param key - `[N, S, D]`, S states k_s of an encoder.
 * @param value - `[N, S, V]`, one for each key; in a translator the keys themselves.
 * @param options.mask - `[N, S]` of zeros and ones.
 * @returns `[N, T, V]`, contexts c.
 * @throws ShapeError - when sizes do not fit.
 * @example dotAttention(ones([1, 1, 1]), tensor([[[Math.log(3)], [0]]]), tensor([[[4], [8]]])) // => [[[5]]]
 * @see Luong, Pham & Manning, Effective approaches to attention-based neural machine translation (2015), section 3.1.
 */
export function dotAttention(query: Tensor, key: Tensor, value: Tensor, { mask }: DotAttentionOptions = {}): Tensor {
  return attentionWeights("dotAttention", query, key, value, mask).matmul(value);
}

/**
 * Gradients of a loss with respect to the three inputs of {@link dotAttention}.
 *
 * With G = dL/dc:
 * `dL/dv_s = Σ_t A_ts G_t`, `dL/dA_ts = G_t · v_s`
 * `dL/de = A ∘ (dL/dA − Σ_s dL/dA ∘ A)`, which is 0 where A is 0
 * `dL/dq_t = Σ_s dL/de_ts k_s`, `dL/dk_s = Σ_t dL/de_ts q_t`
 *
 * Where keys and values are one tensor, its gradient is the sum of both.
 *
 * @param query - `[N, T, D]`, as in the forward pass, like the next two.
 * @param gradOutput - `[N, T, V]`, dL/dc.
 * @param options - as in the forward pass.
 * @returns gradients of the shapes of the inputs.
 */
export function dotAttentionBackward(
  query: Tensor,
  key: Tensor,
  value: Tensor,
  gradOutput: Tensor,
  { mask }: DotAttentionOptions = {},
): DotAttentionGradients {
  const weights = attentionWeights("dotAttentionBackward", query, key, value, mask);
  const gradScores = gradientOfScores(weights, gradOutput.matmul(value.T)); // [N, T, S]
  return {
    gradQuery: gradScores.matmul(key),
    gradKey: gradScores.T.matmul(query),
    gradValue: weights.T.matmul(gradOutput),
  };
}

/**
 * General attention: dot attention with a matrix between query and key, so that their features need not correspond.
 *
 * `e_ts = q_tᵀ W k_s`, and on as in {@link dotAttention}
 *
 * @param query - `[N, T, D]`.
 * @param key - `[N, S, E]`; E may differ from D.
 * @param value - `[N, S, V]`, one for each key.
 * @param weight - W `[D, E]`, the query on its left, the key on its right.
 * @param options.mask - `[N, S]` of zeros and ones.
 * @returns `[N, T, V]`, contexts c.
 * @throws ShapeError - when sizes do not fit.
 * @example
 * const [key, value] = [tensor([[[Math.log(3)], [0]]]), tensor([[[4], [8]]])];
 * generalAttention(tensor([[[1, 5]]]), key, value, tensor([[1], [0]])) // => [[[5]]]
 * @see Luong, Pham & Manning (2015), section 3.1, where it did best.
 */
export function generalAttention(
  query: Tensor,
  key: Tensor,
  value: Tensor,
  weight: Tensor,
  options: DotAttentionOptions = {},
): Tensor {
  return dotAttention(toKeys(query, key, weight), key, value, options);
}

/**
 * Gradients of a loss with respect to the three inputs and the matrix of {@link generalAttention}.
 *
 * With p_t = Wᵀ q_t in the place of the query, and dL/dp from {@link dotAttentionBackward}:
 * `dL/dq_t = W dL/dp_t`, `dL/dW = Σ_t q_t (dL/dp_t)ᵀ` over all sequences
 *
 * @param query - `[N, T, D]`, as in the forward pass, like the next three.
 * @param gradOutput - `[N, T, V]`, dL/dc.
 * @param options - as in the forward pass.
 * @returns gradients of the shapes of the inputs and the matrix.
 */
export function generalAttentionBackward(
  query: Tensor,
  key: Tensor,
  value: Tensor,
  weight: Tensor,
  gradOutput: Tensor,
  options: DotAttentionOptions = {},
): GeneralAttentionGradients {
  const gradients = dotAttentionBackward(toKeys(query, key, weight), key, value, gradOutput, options);
  const gradMapped = gradients.gradQuery; // [N, T, E]
  return { ...gradients, gradQuery: gradMapped.matmul(weight.T), gradWeight: query.T.matmul(gradMapped).sum(0) };
}

/** Queries in the space of the keys: [N, T, D] -> [N, T, E]. */
function toKeys(query: Tensor, key: Tensor, weight: Tensor): Tensor {
  expectShapes("generalAttention", { weight: [weight, [query.shape[2], key.shape[2]]] });
  return query.matmul(weight);
}

function attentionWeights(caller: string, query: Tensor, key: Tensor, value: Tensor, mask?: Tensor): Tensor {
  const [batch, targets, features] = query.shape;
  const sources = key.shape[1];
  expectShapes(caller, {
    query: [query, [batch, targets, features]],
    key: [key, [batch, sources, features]],
    value: [value, [batch, sources, value.shape[2]]],
    "options.mask": [mask, [batch, sources]],
  });
  return maskedSoftmax(query.matmul(key.T), mask);
}
