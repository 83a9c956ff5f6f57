import { NotStarted, type Tensor } from "#tensor";

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
 * A query that may see nothing has weight 0 everywhere. Scores of ±1000 must not overflow.
 *
 * @param query - `[N, T, D]`, T states q_t of a decoder.
 * @param key - `[N, S, D]`, S states k_s of an encoder.
 * @param value - `[N, S, V]`, one for each key; in a translator the keys themselves.
 * @param options.mask - `[N, S]` of zeros and ones.
 * @returns `[N, T, V]`, contexts c.
 * @throws ShapeError - when sizes do not fit.
 */
export function dotAttention(query: Tensor, key: Tensor, value: Tensor, { mask }: DotAttentionOptions = {}): Tensor {
  throw new NotStarted();
}

/**
 * Gradients of a loss with respect to the three inputs of {@link dotAttention}.
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
  throw new NotStarted();
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
 */
export function generalAttention(
  query: Tensor,
  key: Tensor,
  value: Tensor,
  weight: Tensor,
  { mask }: DotAttentionOptions = {},
): Tensor {
  throw new NotStarted();
}

/**
 * Gradients of a loss with respect to the three inputs and the matrix of {@link generalAttention}.
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
  { mask }: DotAttentionOptions = {},
): GeneralAttentionGradients {
  throw new NotStarted();
}
