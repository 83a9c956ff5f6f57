import { ShapeError, type Tensor } from "#tensor";
import { linear, linearBackward } from "#reference/12-transformers/linear.ts";
import {
  scaledDotProductAttention,
  scaledDotProductAttentionBackward,
  type MaskOptions,
} from "#reference/12-transformers/scaled-dot-product-attention.ts";

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
 * Where nothing may be seen, all weights are 0, and so is y.
 *
 * @param input - `[N, T, D]` x.
 * @param parameters - W_Q, W_K and W_V.
 * @returns `[N, T, E]`; positions of padding are not seen, but see, and have a row as well.
 * @throws ShapeError - when `mask` is not `[N, T]`.
 * @example
 * const [weightQuery, weightKey] = [tensor([[1, 0]]), tensor([[0, 1]])];
 * const parameters = { weightQuery, weightKey, weightValue: tensor([[0, 4], [0, 8]]) };
 * selfAttention(tensor([[[Math.log(3), 0], [0, 1]]]), parameters) // => [[[3, 6], [2, 4]]]
 * @see Vaswani et al., Attention is all you need (2017), section 3.2.1; Cheng, Dong & Lapata, Long short-term memory-networks
 *   for machine reading (2016), where a sequence first attends to itself.
 */
export function selfAttention(
  input: Tensor,
  parameters: SelfAttentionParameters,
  options: SelfAttentionOptions = {},
): Tensor {
  const { Q, K, V } = project(input, parameters);
  return scaledDotProductAttention(Q, K, V, visible(input, options));
}

/**
 * Gradients of a loss with respect to input and maps of {@link selfAttention}.
 *
 * With dL/dQ, dL/dK and dL/dV of scaled dot-product attention, sums over all positions:
 * `dL/dW_Q = Σ (dL/dQ)ᵀ x`, and so for the others
 * `dL/dx = dL/dQ W_Q + dL/dK W_K + dL/dV W_V`, since x asks, is asked, and is what is averaged
 *
 * @param input - `[N, T, D]`, as in the forward pass, and so are `parameters` and `options`.
 * @param gradOutput - `[N, T, E]`, dL/dy.
 * @returns gradients of the shapes of the input and the parameters.
 */
export function selfAttentionBackward(
  input: Tensor,
  parameters: SelfAttentionParameters,
  gradOutput: Tensor,
  options: SelfAttentionOptions = {},
): SelfAttentionGradients {
  const { Q, K, V } = project(input, parameters);
  const attention = scaledDotProductAttentionBackward(Q, K, V, gradOutput, visible(input, options));
  const fromQuery = linearBackward(input, parameters.weightQuery, attention.gradQuery);
  const fromKey = linearBackward(input, parameters.weightKey, attention.gradKey);
  const fromValue = linearBackward(input, parameters.weightValue, attention.gradValue);
  return {
    gradInput: fromQuery.gradInput.add(fromKey.gradInput).add(fromValue.gradInput),
    gradParameters: {
      weightQuery: fromQuery.gradWeight,
      weightKey: fromKey.gradWeight,
      weightValue: fromValue.gradWeight,
    },
  };
}

function project(input: Tensor, { weightQuery, weightKey, weightValue }: SelfAttentionParameters) {
  return { Q: linear(input, weightQuery), K: linear(input, weightKey), V: linear(input, weightValue) };
}

/** The padding mask hides keys, so it is a row for each sequence: `[N, T]` -> `[N, 1, T]`. */
function visible(input: Tensor, { causal = false, mask }: SelfAttentionOptions): MaskOptions {
  if (!mask) return { causal };
  const [batch, length] = input.shape as readonly [number, number];
  if (mask.shape.join() !== [batch, length].join()) {
    throw new ShapeError(
      `selfAttention: options.mask is [${mask.shape.join(", ")}], expected [${batch}, ${length}]: ` +
        "one entry for each position of each sequence, 1 for those that may be seen.",
    );
  }
  return { causal, mask: mask.expandDims(1) };
}
