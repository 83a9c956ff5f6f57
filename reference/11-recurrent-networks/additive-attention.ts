import type { Tensor } from "#tensor";
import { expectShapes, gradientOfScores, maskedSoftmax } from "#reference/11-recurrent-networks/attention-parts.ts";

export interface AdditiveAttentionParameters {
  /** W `[H, D]`, from the features of a query to H hidden units. */
  readonly weightQuery: Tensor;
  /** U `[H, E]`, from the features of a key to the same H units. */
  readonly weightKey: Tensor;
  /** v `[H]`, from the hidden units to the score. */
  readonly weightScore: Tensor;
}

export interface AdditiveAttentionOptions {
  /** `[N, S]`, 1 for a key that may be seen, 0 for padding; all may be seen when left out. */
  readonly mask?: Tensor;
}

export interface AdditiveAttentionGradients {
  readonly gradQuery: Tensor;
  readonly gradKey: Tensor;
  readonly gradValue: Tensor;
  readonly gradParameters: AdditiveAttentionParameters;
}

/**
 * How much of each key a query takes: a small network with one hidden layer says how well the two fit.
 *
 * `e_ts = v · tanh(W q_t + U k_s)`
 * `A_ts = exp(e_ts) / Σ_r exp(e_tr)`, r over the keys that may be seen; 0 for the others
 *
 * A query that may see nothing has weight 0 everywhere.
 *
 * @param query - `[N, T, D]`, T states q_t of a decoder.
 * @param key - `[N, S, E]`, S states k_s of an encoder.
 * @param parameters - W, U and v.
 * @param options.mask - `[N, S]` of zeros and ones.
 * @returns `[N, T, S]`, weights A.
 * @throws ShapeError - when sizes do not fit.
 * @example
 * const parameters = { weightQuery: tensor([[1]]), weightKey: tensor([[1]]), weightScore: tensor([Math.log(3) / 0.6]) };
 * additiveAttentionWeights(tensor([[[0]]]), tensor([[[Math.log(2)], [0]]]), parameters) // => [[[0.75, 0.25]]]
 * @see Bahdanau, Cho & Bengio, Neural machine translation by jointly learning to align and translate (2015), section A.1.2.
 */
export function additiveAttentionWeights(
  query: Tensor,
  key: Tensor,
  parameters: AdditiveAttentionParameters,
  { mask }: AdditiveAttentionOptions = {},
): Tensor {
  const [batch, targets, queryFeatures] = query.shape;
  const [, sources, keyFeatures] = key.shape;
  const { weightQuery, weightKey, weightScore } = parameters;
  const hidden = weightScore.size;
  expectShapes("additiveAttention", {
    query: [query, [batch, targets, queryFeatures]],
    key: [key, [batch, sources, keyFeatures]],
    "parameters.weightQuery": [weightQuery, [hidden, queryFeatures]],
    "parameters.weightKey": [weightKey, [hidden, keyFeatures]],
    "parameters.weightScore": [weightScore, [hidden]],
    "options.mask": [mask, [batch, sources]],
  });
  return maskedSoftmax(hiddenUnits(query, key, parameters).matmul(weightScore), mask);
}

/**
 * Additive attention: each query takes an average of the values, with weights that say how well their keys fit it.
 *
 * `c_t = Σ_s A_ts v_s` with A from {@link additiveAttentionWeights}
 *
 * In a translator the encoder's states are keys and values at once, and c_t is the context of the decoder's step t.
 *
 * @param query - `[N, T, D]`.
 * @param key - `[N, S, E]`.
 * @param value - `[N, S, V]`, one for each key.
 * @param parameters - W, U and v.
 * @param options.mask - `[N, S]` of zeros and ones.
 * @returns `[N, T, V]`, contexts c; 0 for a query that may see nothing.
 * @throws ShapeError - when sizes do not fit.
 * @example
 * const parameters = { weightQuery: tensor([[1]]), weightKey: tensor([[1]]), weightScore: tensor([Math.log(3) / 0.6]) };
 * const [query, key, value] = [tensor([[[0]]]), tensor([[[Math.log(2)], [0]]]), tensor([[[4], [8]]])];
 * additiveAttention(query, key, value, parameters) // => [[[5]]]
 */
export function additiveAttention(
  query: Tensor,
  key: Tensor,
  value: Tensor,
  parameters: AdditiveAttentionParameters,
  options: AdditiveAttentionOptions = {},
): Tensor {
  const weights = additiveAttentionWeights(query, key, parameters, options);
  expectShapes("additiveAttention", { value: [value, [...key.shape.slice(0, 2), value.shape[2]]] });
  return weights.matmul(value);
}

/**
 * Gradients of a loss with respect to the three inputs and the three weights.
 *
 * With h_ts = tanh(W q_t + U k_s) and G = dL/dc:
 * `dL/dv_s = Σ_t A_ts G_t`, `dL/dA_ts = G_t · v_s`
 * `dL/de = A ∘ (dL/dA − Σ_s dL/dA ∘ A)`, which is 0 where A is 0
 * `da_ts = dL/de_ts v ∘ (1 − h_ts²)`, `dL/dv = Σ_ts dL/de_ts h_ts`
 * `dL/dq_t = Wᵀ Σ_s da_ts`, `dL/dk_s = Uᵀ Σ_t da_ts`, `dL/dW = Σ_ts da_ts q_tᵀ`, `dL/dU = Σ_ts da_ts k_sᵀ`
 *
 * @param query - `[N, T, D]`, as in the forward pass, like the next three.
 * @param gradOutput - `[N, T, V]`, dL/dc.
 * @param options - as in the forward pass.
 * @returns gradients of the shapes of the inputs and the parameters.
 */
export function additiveAttentionBackward(
  query: Tensor,
  key: Tensor,
  value: Tensor,
  parameters: AdditiveAttentionParameters,
  gradOutput: Tensor,
  options: AdditiveAttentionOptions = {},
): AdditiveAttentionGradients {
  const { weightQuery, weightKey, weightScore } = parameters;
  const hidden = hiddenUnits(query, key, parameters); // [N, T, S, H]
  const weights = additiveAttentionWeights(query, key, parameters, options);
  const gradScores = gradientOfScores(weights, gradOutput.matmul(value.T)).expandDims(-1); // [N, T, S, 1]
  const gradSums = gradScores.mul(weightScore).mul(hidden.square().neg().add(1)); // [N, T, S, H]
  const gradFromQuery = gradSums.sum(2); // [N, T, H]
  const gradFromKey = gradSums.sum(1); // [N, S, H]
  return {
    gradQuery: gradFromQuery.matmul(weightQuery),
    gradKey: gradFromKey.matmul(weightKey),
    gradValue: weights.T.matmul(gradOutput),
    gradParameters: {
      weightQuery: gradFromQuery.T.matmul(query).sum(0),
      weightKey: gradFromKey.T.matmul(key).sum(0),
      weightScore: gradScores.mul(hidden).sum([0, 1, 2]),
    },
  };
}

/** h_ts = tanh(W q_t + U k_s) for every query and key: [N, T, S, H]. */
function hiddenUnits(query: Tensor, key: Tensor, { weightQuery, weightKey }: AdditiveAttentionParameters): Tensor {
  const fromQuery = query.matmul(weightQuery.T).expandDims(2); // [N, T, 1, H]
  const fromKey = key.matmul(weightKey.T).expandDims(1); // [N, 1, S, H]
  return fromQuery.add(fromKey).tanh();
}
