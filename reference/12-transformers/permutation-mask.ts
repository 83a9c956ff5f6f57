import { arange, tensor, type Tensor } from "#tensor";
import { linear, linearBackward } from "#reference/12-transformers/linear.ts";
import {
  scaledDotProductAttention,
  scaledDotProductAttentionBackward,
} from "#reference/12-transformers/scaled-dot-product-attention.ts";

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
 * With r_i the place of position i in the order z, so that `z[r_i] = i`:
 * `content_ij = 1 if r_j ≤ r_i`, `query_ij = 1 if r_j < r_i`, `targets_i = 1 if r_i ≥ T − K`
 *
 * The words stay where they are in the text; only who sees whom follows the order. The query stream predicts the word at i, so it
 * must not see it; the content stream hands on what stands at i to those who come later in the order.
 *
 * @param order - `[T]` z, a permutation of 0 to T − 1: z[0] is predicted first, from nothing.
 * @param options.predicted - K. The first ones of an order have little to go by; predicting only the last is easier to learn.
 * @returns three masks; 1 may be seen.
 * @throws RangeError - when `order` is no permutation, or K no integer in [0, T].
 * @example permutationMasks(tensor([2, 0, 1])).query // => [[0, 0, 1], [1, 0, 1], [0, 0, 0]]
 * @see Yang et al., XLNet: generalized autoregressive pretraining for language understanding (2019), sections 2.2 and 2.3. In its
 *   code 1 means hidden.
 */
export function permutationMasks(order: Tensor, options: PermutationOptions = {}): PermutationMasks {
  const length = order.size;
  const { predicted = length } = options;
  const ranks = ranksOf(order);
  if (!(Number.isInteger(predicted) && predicted >= 0 && predicted <= length)) {
    throw new RangeError(
      `permutationMasks: options.predicted is ${predicted}, expected an integer in [0, ${length}]. ` +
        "It counts positions from the end of the order.",
    );
  }
  const own = ranks.expandDims(1); // [T, 1]
  return { content: ranks.lessEqual(own), query: ranks.less(own), targets: ranks.greaterEqual(length - predicted) };
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
 * @example
 * const parameters = { weightQuery: zeros([1, 1]), weightKey: zeros([1, 1]), weightValue: eye(1) };
 * twoStreamAttention(tensor([[[4], [8]]]), zeros([1, 2, 1]), tensor([1, 0]), parameters).query // => [[[8], [0]]]
 * @see Yang et al., XLNet (2019), section 2.3.
 */
export function twoStreamAttention(
  content: Tensor,
  query: Tensor,
  order: Tensor,
  parameters: TwoStreamParameters,
): Streams {
  const { contentQ, queryQ, K, V, contentMask, queryMask } = project(content, query, order, parameters);
  return {
    content: scaledDotProductAttention(contentQ, K, V, contentMask),
    query: scaledDotProductAttention(queryQ, K, V, queryMask),
  };
}

/**
 * Gradients of a loss with respect to both streams and the three maps of {@link twoStreamAttention}.
 *
 * With dL/dQ, dL/dK and dL/dV of scaled dot-product attention in each stream, sums over streams and positions:
 * `dL/dW_Q = Σ (dL/dQ_c)ᵀ h + (dL/dQ_q)ᵀ g`, `dL/dW_K = Σ (dL/dK)ᵀ h`, `dL/dW_V = Σ (dL/dV)ᵀ h`
 * `dL/dg = dL/dQ_q W_Q`, `dL/dh = dL/dQ_c W_Q + dL/dK W_K + dL/dV W_V`
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
  const { contentQ, queryQ, K, V, contentMask, queryMask } = project(content, query, order, parameters);
  const own = scaledDotProductAttentionBackward(contentQ, K, V, gradOutput.content, contentMask);
  const other = scaledDotProductAttentionBackward(queryQ, K, V, gradOutput.query, queryMask);
  const fromContent = linearBackward(content, parameters.weightQuery, own.gradQuery);
  const fromQuery = linearBackward(query, parameters.weightQuery, other.gradQuery);
  const fromKey = linearBackward(content, parameters.weightKey, own.gradKey.add(other.gradKey));
  const fromValue = linearBackward(content, parameters.weightValue, own.gradValue.add(other.gradValue));
  return {
    gradContent: fromContent.gradInput.add(fromKey.gradInput).add(fromValue.gradInput),
    gradQuery: fromQuery.gradInput,
    gradParameters: {
      weightQuery: fromContent.gradWeight.add(fromQuery.gradWeight),
      weightKey: fromKey.gradWeight,
      weightValue: fromValue.gradWeight,
    },
  };
}

function project(content: Tensor, query: Tensor, order: Tensor, parameters: TwoStreamParameters) {
  const masks = permutationMasks(order);
  return {
    contentQ: linear(content, parameters.weightQuery), // [N, T, d]
    queryQ: linear(query, parameters.weightQuery),
    K: linear(content, parameters.weightKey),
    V: linear(content, parameters.weightValue),
    contentMask: { mask: masks.content.expandDims(0) }, // [1, T, T]
    queryMask: { mask: masks.query.expandDims(0) },
  };
}

/** For each position its place in the order: the inverse permutation. */
function ranksOf(order: Tensor): Tensor {
  const ranks = tensor([...arange(order.size).data].map((position) => order.data.indexOf(position)));
  if (order.rank !== 1 || ranks.data.includes(-1)) {
    throw new RangeError(
      `permutationMasks: order is ${order.toString()}, expected a list of every integer in [0, ${order.size}) once. ` +
        "It says which position is predicted first, second and so on.",
    );
  }
  return ranks;
}
