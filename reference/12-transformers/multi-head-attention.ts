import { arange, ones, ShapeError, where, type Tensor } from "#tensor";

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
 * What a query may not see has the score −∞, and so the weight 0. A query that may see nothing has weight 0 everywhere,
 * so all its heads are 0 and it gives b_O.
 *
 * @param query - `[N, T, D]`; in self-attention the same tensor as key and value.
 * @param key - `[N, S, D]`; in cross-attention, like value, from the other sequence.
 * @param value - `[N, S, D]`.
 * @returns `[N, T, D]`.
 * @throws RangeError - when D is not a multiple of heads.
 * @throws ShapeError - when `mask` is not `[N, S]`.
 * @example
 * const [weight, bias] = [eye(1), zeros([1])];
 * const inputs = { weightQuery: weight, biasQuery: bias, weightKey: weight, biasKey: bias };
 * const parameters = { ...inputs, weightValue: weight, biasValue: bias, weightOutput: weight, biasOutput: bias };
 * const [key, value] = [tensor([[[Math.log(3)], [0]]]), tensor([[[4], [8]]])];
 * multiHeadAttention(ones([1, 1, 1]), key, value, parameters) // => [[[5]]]
 * @see Vaswani et al., Attention is all you need (2017), section 3.2.2; the paper has no biases, PyTorch has them, with
 *   the first three weights in one tensor and a mask that is true for padding.
 */
export function multiHeadAttention(
  query: Tensor,
  key: Tensor,
  value: Tensor,
  parameters: AttentionParameters,
  options: AttentionOptions = {},
): Tensor {
  const { joined } = attend(query, key, value, parameters, options);
  return linear(joined, parameters.weightOutput, parameters.biasOutput);
}

/**
 * Gradients of a loss with respect to the three inputs and the four linear maps.
 *
 * With A = softmax(S), S = Q Kᵀ / √d, and G = dL/dhead, for each head:
 * `dL/dV = Aᵀ G`, `dL/dA = G Vᵀ`
 * `dL/dS = A ∘ (dL/dA − Σ_s dL/dA ∘ A)`, which is 0 where A is 0
 * `dL/dQ = dL/dS K / √d`, `dL/dK = (dL/dS)ᵀ Q / √d`
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
  options: AttentionOptions = {},
): AttentionGradients {
  const { heads = 1 } = options;
  const { Q, K, V, weights, joined, scale } = attend(query, key, value, parameters, options);
  const output = linearBackward(joined, parameters.weightOutput, gradOutput);
  const gradHeads = split(output.gradInput, heads);
  const gradWeights = gradHeads.matmul(V.T);
  const expected = gradWeights.mul(weights).sum(-1, { keepDims: true });
  const gradScores = weights.mul(gradWeights.sub(expected)).mul(scale);
  const fromQuery = linearBackward(query, parameters.weightQuery, merge(gradScores.matmul(K)));
  const fromKey = linearBackward(key, parameters.weightKey, merge(gradScores.T.matmul(Q)));
  const fromValue = linearBackward(value, parameters.weightValue, merge(weights.T.matmul(gradHeads)));
  const gradParameters = {
    weightQuery: fromQuery.gradWeight,
    biasQuery: fromQuery.gradBias,
    weightKey: fromKey.gradWeight,
    biasKey: fromKey.gradBias,
    weightValue: fromValue.gradWeight,
    biasValue: fromValue.gradBias,
    weightOutput: output.gradWeight,
    biasOutput: output.gradBias,
  };
  return {
    gradQuery: fromQuery.gradInput,
    gradKey: fromKey.gradInput,
    gradValue: fromValue.gradInput,
    gradParameters,
  };
}

/** All of the forward pass but the last linear map. */
function attend(query: Tensor, key: Tensor, value: Tensor, parameters: AttentionParameters, options: AttentionOptions) {
  const { heads = 1 } = options;
  const features = query.shape[2]!;
  if (features % heads !== 0) {
    throw new RangeError(
      `multiHeadAttention: heads is ${heads}, expected a divisor of the ${features} features. ` +
        "Each head gets features / heads of them.",
    );
  }
  const scale = 1 / Math.sqrt(features / heads);
  const Q = split(linear(query, parameters.weightQuery, parameters.biasQuery), heads);
  const K = split(linear(key, parameters.weightKey, parameters.biasKey), heads);
  const V = split(linear(value, parameters.weightValue, parameters.biasValue), heads);
  const scores = Q.matmul(K.T).mul(scale); // [N, heads, T, S]
  const weights = maskedSoftmax(scores, visible(query, key, options));
  return { Q, K, V, weights, joined: merge(weights.matmul(V)), scale };
}

/** 1 where a query may see a key; broadcasts to [N, heads, T, S]. */
function visible(query: Tensor, key: Tensor, { causal = false, mask }: AttentionOptions): Tensor {
  const [batch, targets] = query.shape as readonly [number, number];
  const sources = key.shape[1]!;
  if (mask && mask.shape.join() !== [batch, sources].join()) {
    throw new ShapeError(
      `multiHeadAttention: options.mask is [${mask.shape.join(", ")}], expected [${batch}, ${sources}]: ` +
        "one entry for each key of each sequence, 1 for those that may be seen.",
    );
  }
  const inTime = arange(sources).lessEqual(arange(targets).expandDims(1)); // [T, S]
  const allowed = causal ? inTime : ones([targets, sources]);
  return mask ? allowed.mul(mask.reshape([batch, 1, 1, sources])) : allowed;
}

/** Softmax along the last axis over what is visible; all 0 where nothing is. */
function maskedSoftmax(scores: Tensor, visible: Tensor): Tensor {
  const seen = where(visible, scores, -Infinity);
  // The bound keeps −∞ − (−∞), which is NaN, out of rows where nothing is visible.
  const largest = seen.max(-1, { keepDims: true }).maximum(-Number.MAX_VALUE);
  const powers = seen.sub(largest).exp();
  const total = powers.sum(-1, { keepDims: true });
  return powers.div(where(total.greater(0), total, 1));
}

/** [N, T, D] -> [N, heads, T, D / heads] */
function split(x: Tensor, heads: number): Tensor {
  const [batch, length, features] = x.shape as readonly [number, number, number];
  return x.reshape([batch, length, heads, features / heads]).transpose([0, 2, 1, 3]);
}

/** [N, heads, T, D / heads] -> [N, T, D] */
function merge(x: Tensor): Tensor {
  const [batch, heads, length, size] = x.shape as readonly [number, number, number, number];
  return x.transpose([0, 2, 1, 3]).reshape([batch, length, heads * size]);
}

function linear(x: Tensor, weight: Tensor, bias: Tensor): Tensor {
  return x.matmul(weight.T).add(bias);
}

function linearBackward(x: Tensor, weight: Tensor, gradOutput: Tensor) {
  return {
    gradInput: gradOutput.matmul(weight),
    gradWeight: gradOutput.T.matmul(x).sum(0),
    gradBias: gradOutput.sum([0, 1]),
  };
}
