import { NotStarted, type Tensor } from "#tensor";

export interface PermutationOptions {
  /** K: the last K positions of the order are predicted; all T when left out. */
  readonly predicted?: number;
}

export interface PermutationMasks {
  /** `[T, T]`, 1 where the content stream of a position (row) may see another (column). */
  readonly content: Tensor;
  /** `[T, T]`, the same for the query stream. */
  readonly query: Tensor;
  /** `[T]`, 1 for a position that is predicted. */
  readonly targets: Tensor;
}

/** Three linear maps without biases, which both streams share. */
export interface TwoStreamParameters {
  /** `[d, D]` W_Q. */
  readonly weightQuery: Tensor;
  /** `[d, D]` W_K. */
  readonly weightKey: Tensor;
  /** `[E, D]` W_V. */
  readonly weightValue: Tensor;
}

/** One tensor for each stream. */
export interface Streams {
  readonly content: Tensor;
  readonly query: Tensor;
}

export interface TwoStreamGradients {
  readonly gradContent: Tensor;
  readonly gradQuery: Tensor;
  readonly gradParameters: TwoStreamParameters;
}

/**
 * Which positions may see which when a text is predicted in the order of a permutation, as XLNet does.
 *
 * In the content stream position i sees all that come before it in the order, and itself; in the query stream all that come
 * before it, and not itself.
 *
 * The words stay where they are in the text; only who sees whom follows the order. The query stream predicts the word at i, so it
 * must not see it; the content stream hands on what stands at i to those who come later in the order.
 *
 * @param order - `[T]` z, a permutation of 0 to T − 1: z[0] is predicted first, from nothing.
 * @param options.predicted - K. The first ones of an order have little to go by; predicting only the last is easier to learn.
 * @returns three masks; 1 may be seen.
 * @throws RangeError - when `order` is no permutation, or K no integer in [0, T].
 * @see Yang et al., XLNet: generalized autoregressive pretraining for language understanding (2019), sections 2.2 and 2.3. In its
 *   code 1 means hidden.
 */
export function permutationMasks(order: Tensor, { predicted = order.size }: PermutationOptions = {}): PermutationMasks {
  throw new NotStarted();
}

/**
 * Two-stream self-attention: one stream knows what stands at a position, the other only where it is.
 *
 * `K = h W_Kᵀ`, `V = h W_Vᵀ`, both from the content stream h
 * `content = softmax(h W_Qᵀ Kᵀ / √d) V` over what the content mask shows
 * `query = softmax(g W_Qᵀ Kᵀ / √d) V` over what the query mask shows, g the query stream
 *
 * In the next layer both go on as h and g. The query stream is needed to train; when the model is used, h is enough.
 *
 * @param content - `[N, T, D]` h.
 * @param query - `[N, T, D]` g.
 * @param order - `[T]`, see {@link permutationMasks}.
 * @param parameters - W_Q, W_K and W_V, the same for both streams.
 * @returns two tensors `[N, T, E]`; the query stream of the first position in the order sees nothing and is 0.
 * @throws RangeError - when `order` is no permutation.
 * @see Yang et al., XLNet (2019), section 2.3.
 */
export function twoStreamAttention(
  content: Tensor,
  query: Tensor,
  order: Tensor,
  parameters: TwoStreamParameters,
): Streams {
  throw new NotStarted();
}

/**
 * Gradients of a loss with respect to both streams and the three maps of {@link twoStreamAttention}.
 *
 * The content stream gives keys and values to both streams, and both use the same maps.
 *
 * @param content - `[N, T, D]`, as in the forward pass, and so are the next three.
 * @param gradOutput - `[N, T, E]` for each stream.
 * @returns gradients of the shapes of the streams and the maps.
 */
export function twoStreamAttentionBackward(
  content: Tensor,
  query: Tensor,
  order: Tensor,
  parameters: TwoStreamParameters,
  gradOutput: Streams,
): TwoStreamGradients {
  throw new NotStarted();
}
