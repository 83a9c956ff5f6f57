import { ShapeError, type Tensor } from "#tensor";
import type { Pass } from "#reference/07-backprop/pass.ts";
import { mergeHeads, splitHeads } from "#reference/12-transformers/heads.ts";
import { linear, linearBackward } from "#reference/12-transformers/linear.ts";
import { scaledDotProductPass, type MaskOptions } from "#reference/12-transformers/scaled-dot-product-attention.ts";

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
  return attentionPass(query, key, value, parameters, options).output;
}

/**
 * Gradients of a loss with respect to the three inputs and the four linear maps of {@link multiHeadAttention}.
 *
 * From dL/dy back through the last map to the heads, through {@link scaledDotProductAttention} in each head, and through
 * the first three maps. In self-attention the gradient of the one input is the sum of the three.
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
  return attentionPass(query, key, value, parameters, options).backward(gradOutput);
}

/** {@link multiHeadAttention} and {@link multiHeadAttentionBackward} in one. */
export function attentionPass(
  query: Tensor,
  key: Tensor,
  value: Tensor,
  parameters: AttentionParameters,
  options: AttentionOptions,
): Pass<AttentionGradients> {
  const { heads = 1 } = options;
  const features = query.shape[2]!;
  if (features % heads !== 0) {
    throw new RangeError(
      `multiHeadAttention: heads is ${heads}, expected a divisor of the ${features} features. ` +
        "Each head gets features / heads of them.",
    );
  }
  const { weightQuery, weightKey, weightValue, weightOutput } = parameters;
  const Q = splitHeads(linear(query, weightQuery, parameters.biasQuery), heads); // [N, heads, T, d]
  const K = splitHeads(linear(key, weightKey, parameters.biasKey), heads);
  const V = splitHeads(linear(value, weightValue, parameters.biasValue), heads);
  const inHeads = scaledDotProductPass(Q, K, V, visible(key, options));
  const joined = mergeHeads(inHeads.output);
  return {
    output: linear(joined, weightOutput, parameters.biasOutput),
    backward: (gradOutput) => {
      const output = linearBackward(joined, weightOutput, gradOutput);
      const { gradQuery, gradKey, gradValue } = inHeads.backward(splitHeads(output.gradInput, heads));
      const fromQuery = linearBackward(query, weightQuery, mergeHeads(gradQuery));
      const fromKey = linearBackward(key, weightKey, mergeHeads(gradKey));
      const fromValue = linearBackward(value, weightValue, mergeHeads(gradValue));
      return {
        gradQuery: fromQuery.gradInput,
        gradKey: fromKey.gradInput,
        gradValue: fromValue.gradInput,
        gradParameters: {
          weightQuery: fromQuery.gradWeight,
          biasQuery: fromQuery.gradBias,
          weightKey: fromKey.gradWeight,
          biasKey: fromKey.gradBias,
          weightValue: fromValue.gradWeight,
          biasValue: fromValue.gradBias,
          weightOutput: output.gradWeight,
          biasOutput: output.gradBias,
        },
      };
    },
  };
}

/** The masks for scores of the shape `[N, heads, T, S]`. */
function visible(key: Tensor, { causal = false, mask }: AttentionOptions): MaskOptions {
  if (!mask) return { causal };
  const [batch, sources] = key.shape as readonly [number, number];
  if (mask.shape.join() !== [batch, sources].join()) {
    throw new ShapeError(
      `multiHeadAttention: options.mask is [${mask.shape.join(", ")}], expected [${batch}, ${sources}]: ` +
        "one entry for each key of each sequence, 1 for those that may be seen.",
    );
  }
  return { causal, mask: mask.reshape([batch, 1, 1, sources]) };
}
