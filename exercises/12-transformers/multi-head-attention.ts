import { NotStarted, type Tensor } from "#tensor";

/** Four linear maps, each with a weight `[D, D]` ([out, in]) and a bias `[D]`. */
export interface AttentionParameters {
  readonly weightQuery: Tensor;
  readonly biasQuery: Tensor;
  readonly weightKey: Tensor;
  readonly biasKey: Tensor;
  readonly weightValue: Tensor;
  readonly biasValue: Tensor;
  readonly weightOutput: Tensor;
  readonly biasOutput: Tensor;
}

export interface AttentionOptions {
  /** How many heads share the D features, d = D / heads for each; 1 when left out. */
  readonly heads?: number;
  /** Query t sees the keys 0 to t only; false when left out. */
  readonly causal?: boolean;
  /** `[N, S]`, 1 for a key that may be seen, 0 for padding; all may be seen when left out. */
  readonly mask?: Tensor;
}

export interface AttentionGradients {
  readonly gradQuery: Tensor;
  readonly gradKey: Tensor;
  readonly gradValue: Tensor;
  readonly gradParameters: AttentionParameters;
}

/**
 * Multi-head attention: every query looks at all keys, in several ways at once, and takes an average of their values.
 *
 * `Q = query W_Qᵀ + b_Q`, `K = key W_Kᵀ + b_K`, `V = value W_Vᵀ + b_V`
 * `head_h = softmax(Q_h K_hᵀ / √d) V_h`, where h has the features [h d, (h + 1) d) and d = D / heads
 * `y = [head_0 … head_{heads−1}] W_Oᵀ + b_O`
 *
 * What a query may not see has the weight 0, and the other weights sum to 1. A query that may see nothing has weight 0
 * everywhere, so all its heads are 0 and it gives b_O. Scores of ±1000 must not overflow.
 *
 * @param query - `[N, T, D]`; in self-attention the same tensor as key and value.
 * @param key - `[N, S, D]`; in cross-attention, like value, from the other sequence.
 * @param value - `[N, S, D]`.
 * @returns `[N, T, D]`.
 * @throws RangeError - when D is not a multiple of heads.
 * @throws ShapeError - when `mask` is not `[N, S]`.
 */
export function multiHeadAttention(
  query: Tensor,
  key: Tensor,
  value: Tensor,
  parameters: AttentionParameters,
  { heads = 1, causal = false, mask }: AttentionOptions = {},
): Tensor {
  throw new NotStarted();
}

/**
 * Gradients of a loss with respect to the three inputs and the four linear maps.
 *
 * In self-attention the gradient of the one input is the sum of the three.
 *
 * @param query - `[N, T, D]`, as in the forward pass, like the next three.
 * @param gradOutput - `[N, T, D]`, dL/dy.
 * @param options - as in the forward pass.
 * @returns gradients of the shapes of the inputs and the parameters.
 */
export function multiHeadAttentionBackward(
  query: Tensor,
  key: Tensor,
  value: Tensor,
  parameters: AttentionParameters,
  gradOutput: Tensor,
  { heads = 1, causal = false, mask }: AttentionOptions = {},
): AttentionGradients {
  throw new NotStarted();
}
