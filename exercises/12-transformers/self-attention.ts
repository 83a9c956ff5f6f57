import { NotStarted, type Tensor } from "#tensor";

/** Three linear maps without biases: from D features to queries and keys of d numbers, and to values of E numbers. */
export interface SelfAttentionParameters {
  /** `[d, D]` W_Q. */
  readonly weightQuery: Tensor;
  /** `[d, D]` W_K. */
  readonly weightKey: Tensor;
  /** `[E, D]` W_V. */
  readonly weightValue: Tensor;
}

export interface SelfAttentionOptions {
  /** Position t sees the positions 0 to t only; false when left out. */
  readonly causal?: boolean;
  /** `[N, T]`, 1 for a position that may be seen, 0 for padding; all may be seen when left out. */
  readonly mask?: Tensor;
}

export interface SelfAttentionGradients {
  readonly gradInput: Tensor;
  readonly gradParameters: SelfAttentionParameters;
}

/**
 * Self-attention with one head: every position of a sequence asks all positions of the same sequence.
 *
 * `Q = x W_Qᵀ`, `K = x W_Kᵀ`, `V = x W_Vᵀ`, `y = softmax(Q Kᵀ / √d) V`
 *
 * What may not be seen has the weight 0, and the other weights sum to 1. Where nothing may be seen, all weights are 0, and
 * so is y. Scores of ±1000 must not overflow.
 *
 * @param input - `[N, T, D]` x.
 * @param parameters - W_Q, W_K and W_V.
 * @returns `[N, T, E]`; positions of padding are not seen, but see, and have a row as well.
 * @throws ShapeError - when `mask` is not `[N, T]`.
 */
export function selfAttention(
  input: Tensor,
  parameters: SelfAttentionParameters,
  { causal = false, mask }: SelfAttentionOptions = {},
): Tensor {
  throw new NotStarted();
}

/**
 * Gradients of a loss with respect to input and maps of {@link selfAttention}.
 *
 * @param input - `[N, T, D]`, as in the forward pass, and so are `parameters` and the options.
 * @param gradOutput - `[N, T, E]`, dL/dy.
 * @returns gradients of the shapes of the input and the parameters.
 */
export function selfAttentionBackward(
  input: Tensor,
  parameters: SelfAttentionParameters,
  gradOutput: Tensor,
  { causal = false, mask }: SelfAttentionOptions = {},
): SelfAttentionGradients {
  throw new NotStarted();
}
