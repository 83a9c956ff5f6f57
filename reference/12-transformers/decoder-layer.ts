import type { Tensor } from "#tensor";
import type { Pass } from "#reference/07-backprop/pass.ts";
import type { FeedForwardOptions, FeedForwardParameters } from "#reference/12-transformers/feed-forward.ts";
import type { AttentionOptions, AttentionParameters } from "#reference/12-transformers/multi-head-attention.ts";
import { residual, type NormParameters, type NormPlace } from "#reference/12-transformers/residual.ts";
import { crossAttentionSublayer, positionWise, selfAttentionSublayer } from "#reference/12-transformers/sublayers.ts";

/** Three sublayers, each with a layer normalisation of its own. */
export interface DecoderLayerParameters {
  readonly attention: AttentionParameters;
  readonly attentionNorm: NormParameters;
  readonly crossAttention: AttentionParameters;
  readonly crossAttentionNorm: NormParameters;
  readonly feedForward: FeedForwardParameters;
  readonly feedForwardNorm: NormParameters;
}

export interface DecoderLayerOptions extends FeedForwardOptions {
  /** How many heads share the D features, in both attentions; 1 when left out. */
  readonly heads?: number;
  /** `[N, T]`, 1 for a target that may be seen, 0 for padding; all may be seen when left out. */
  readonly mask?: Tensor;
  /** `[N, S]`, the same for the memory. */
  readonly memoryMask?: Tensor;
  /** Where layer normalisation stands, `"post"` when left out. */
  readonly norm?: NormPlace;
}

export interface DecoderLayerGradients {
  readonly gradInput: Tensor;
  readonly gradMemory: Tensor;
  readonly gradParameters: DecoderLayerParameters;
}

/**
 * Decoder layer: causal self-attention, then attention to what the encoder wrote, then a feed-forward network.
 *
 * Post-norm: `a = norm₁(x + attention(x, x, x))`, `b = norm₂(a + crossAttention(a, m, m))`, `y = norm₃(b + feedForward(b))`
 * Pre-norm: `a = x + attention(n, n, n)` with `n = norm₁(x)`, `b = a + crossAttention(norm₂(a), m, m)`,
 * `y = b + feedForward(norm₃(b))`
 *
 * The first attention is always causal: position t is to predict what comes after t. The memory m is there as a whole, and is
 * not normalised again. All norms are layer normalisation with ε = 1e-5.
 *
 * @param input - `[N, T, D]` x, the targets so far.
 * @param memory - `[N, S, D]` m, the output of the encoder.
 * @param parameters - those of the three sublayers and of the three norms.
 * @returns `[N, T, D]`.
 * @throws as {@link multiHeadAttention} does.
 * @example
 * const [zero, none, norm] = [zeros([2, 2]), zeros([2]), { gamma: ones([2]), beta: zeros([2]) }];
 * const query = { weightQuery: zero, biasQuery: none, weightKey: zero, biasKey: none };
 * const attention = { ...query, weightValue: eye(2), biasValue: none, weightOutput: zero, biasOutput: none };
 * const feedForward = { weightHidden: zero, biasHidden: none, weightOutput: zero, biasOutput: none };
 * const norms = { attentionNorm: norm, crossAttentionNorm: norm, feedForwardNorm: norm };
 * const parameters = { attention, crossAttention: { ...attention, weightOutput: eye(2) }, feedForward, ...norms };
 * decoderLayer(tensor([[[1, 2]]]), tensor([[[4, 8], [6, 2]]]), parameters, { norm: "pre" }) // => [[[6, 7]]]
 * @see Vaswani et al., Attention is all you need (2017), section 3.1, for post-norm; Xiong et al., On layer normalization
 *   in the Transformer architecture (2020), for pre-norm. Both have dropout behind each sublayer, which is left out here.
 */
export function decoderLayer(
  input: Tensor,
  memory: Tensor,
  parameters: DecoderLayerParameters,
  options: DecoderLayerOptions = {},
): Tensor {
  return decoderLayerPass(input, memory, parameters, options).output;
}

/**
 * Gradients of a loss with respect to input, memory and parameters of {@link decoderLayer}, the third sublayer first.
 *
 * At each residual connection, post-norm: `g = dL/d(x + f(x))` from norm's backward pass, `dL/dx = g + (df/dx)ᵀ g`;
 * pre-norm: `dL/dx = dL/dy + (dnorm/dx)ᵀ (df/dn)ᵀ dL/dy`
 *
 * The memory is key and value of the cross-attention, so its gradient is the sum of two. Of several layers, each has such
 * a gradient, and the encoder gets the sum.
 *
 * @param input - `[N, T, D]`, as in the forward pass, and so are `memory`, `parameters` and `options`.
 * @param gradOutput - `[N, T, D]`, dL/dy.
 * @returns gradients of the shapes of the inputs and the parameters.
 */
export function decoderLayerBackward(
  input: Tensor,
  memory: Tensor,
  parameters: DecoderLayerParameters,
  gradOutput: Tensor,
  options: DecoderLayerOptions = {},
): DecoderLayerGradients {
  return decoderLayerPass(input, memory, parameters, options).backward(gradOutput);
}

/** {@link decoderLayer} and {@link decoderLayerBackward} in one. */
export function decoderLayerPass(
  input: Tensor,
  memory: Tensor,
  parameters: DecoderLayerParameters,
  options: DecoderLayerOptions,
): Pass<DecoderLayerGradients> {
  const { norm = "post" } = options;
  const { attentionNorm, crossAttentionNorm, feedForwardNorm } = parameters;
  const { attention, crossAttention, feedForward } = sublayers(memory, parameters, options);
  const attended = residual(input, attention, attentionNorm, norm);
  const informed = residual(attended.output, crossAttention, crossAttentionNorm, norm);
  const processed = residual(informed.output, feedForward, feedForwardNorm, norm);
  return {
    output: processed.output,
    backward: (gradOutput) => {
      const third = processed.backward(gradOutput);
      const second = informed.backward(third.gradInput);
      const first = attended.backward(second.gradInput);
      return {
        gradInput: first.gradInput,
        gradMemory: second.sublayer.gradMemory,
        gradParameters: {
          attention: first.sublayer.gradParameters,
          attentionNorm: first.gradNorm,
          crossAttention: second.sublayer.gradParameters,
          crossAttentionNorm: second.gradNorm,
          feedForward: third.sublayer.gradParameters,
          feedForwardNorm: third.gradNorm,
        },
      };
    },
  };
}

/** The two masks: that of the targets hides keys of the first attention, that of the memory keys of the second. */
function sublayers(memory: Tensor, parameters: DecoderLayerParameters, options: DecoderLayerOptions) {
  const { heads = 1, mask, memoryMask } = options;
  const seen: AttentionOptions = { heads, causal: true, ...(mask && { mask }) };
  const read: AttentionOptions = { heads, ...(memoryMask && { mask: memoryMask }) };
  return {
    attention: selfAttentionSublayer(parameters.attention, seen),
    crossAttention: crossAttentionSublayer(memory, parameters.crossAttention, read),
    feedForward: positionWise(parameters.feedForward, options),
  };
}
