import { NotStarted, type Tensor } from "#tensor";

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
 * A query that may see nothing has weight 0 everywhere. Scores of ±1000 must not overflow.
 *
 * @param query - `[N, T, D]`, T states q_t of a decoder.
 * @param key - `[N, S, E]`, S states k_s of an encoder.
 * @param parameters - W, U and v.
 * @param options.mask - `[N, S]` of zeros and ones.
 * @returns `[N, T, S]`, weights A.
 * @throws ShapeError - when sizes do not fit.
 */
export function additiveAttentionWeights(
  query: Tensor,
  key: Tensor,
  parameters: AdditiveAttentionParameters,
  { mask }: AdditiveAttentionOptions = {},
): Tensor {
  throw new NotStarted();
}

/**
 * Additive attention: each query takes an average of the values, with weights that say how well their keys fit it.
 *
 * In a translator the encoder's states are keys and values at once, and what comes out is the context of a decoder's step.
 *
 * @param query - `[N, T, D]`.
 * @param key - `[N, S, E]`.
 * @param value - `[N, S, V]`, one for each key.
 * @param parameters - W, U and v.
 * @param options.mask - `[N, S]` of zeros and ones.
 * @returns `[N, T, V]`, contexts c; 0 for a query that may see nothing.
 * @throws ShapeError - when sizes do not fit.
 */
export function additiveAttention(
  query: Tensor,
  key: Tensor,
  value: Tensor,
  parameters: AdditiveAttentionParameters,
  { mask }: AdditiveAttentionOptions = {},
): Tensor {
  throw new NotStarted();
}

/**
 * Gradients of a loss with respect to the three inputs and the three weights.
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
  { mask }: AdditiveAttentionOptions = {},
): AdditiveAttentionGradients {
  throw new NotStarted();
}
