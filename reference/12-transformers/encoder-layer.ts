import type { Tensor } from "#tensor";
import type { Pass } from "#reference/07-backprop/pass.ts";
import type { FeedForwardOptions, FeedForwardParameters } from "#reference/12-transformers/feed-forward.ts";
import type { AttentionOptions, AttentionParameters } from "#reference/12-transformers/multi-head-attention.ts";
import { residual, type NormParameters, type NormPlace } from "#reference/12-transformers/residual.ts";
import { positionWise, selfAttentionSublayer } from "#reference/12-transformers/sublayers.ts";

/** Two sublayers, each with a layer normalisation of its own. */
export interface EncoderLayerParameters {
  readonly attention: AttentionParameters;
  readonly attentionNorm: NormParameters;
  readonly feedForward: FeedForwardParameters;
  readonly feedForwardNorm: NormParameters;
}

/** What attention may see (`heads`, `causal`, `mask`), the `activation` of the feed-forward network, and: */
export interface EncoderLayerOptions extends AttentionOptions, FeedForwardOptions {
  /** Where layer normalisation stands, `"post"` when left out. */
  readonly norm?: NormPlace;
}

export interface EncoderLayerGradients {
  readonly gradInput: Tensor;
  readonly gradParameters: EncoderLayerParameters;
}

/**
 * Encoder layer: self-attention, then a feed-forward network, with a residual connection around each.
 *
 * Post-norm: `a = norm₁(x + attention(x, x, x))`, `y = norm₂(a + feedForward(a))`
 * Pre-norm: `a = x + attention(n, n, n)` with `n = norm₁(x)`, `y = a + feedForward(norm₂(a))`
 *
 * Both norms are layer normalisation with ε = 1e-5. With `causal` it is the layer of a decoder-only model such as GPT.
 *
 * @param input - `[N, T, D]` x.
 * @param parameters - those of both sublayers and of both norms.
 * @param options - `mask` is `[N, T]`, 1 for words, 0 for padding.
 * @returns `[N, T, D]`; there is a row for padding too, which nobody is to read.
 * @throws as {@link multiHeadAttention} does.
 * @example
 * const [weight, bias, norm] = [zeros([2, 2]), zeros([2]), { gamma: ones([2]), beta: zeros([2]) }];
 * const query = { weightQuery: weight, biasQuery: bias, weightKey: weight, biasKey: bias };
 * const attention = { ...query, weightValue: eye(2), biasValue: bias, weightOutput: eye(2), biasOutput: bias };
 * const feedForward = { weightHidden: weight, biasHidden: bias, weightOutput: weight, biasOutput: tensor([0, 7]) };
 * const parameters = { attention, attentionNorm: norm, feedForward, feedForwardNorm: norm };
 * encoderLayer(zeros([1, 1, 2]), parameters, { norm: "pre" }) // => [[[0, 7]]]
 * @see Vaswani et al., Attention is all you need (2017), section 3.1, for post-norm; Xiong et al., On layer normalization
 *   in the Transformer architecture (2020), for pre-norm. Both have dropout behind each sublayer, which is left out here.
 */
export function encoderLayer(
  input: Tensor,
  parameters: EncoderLayerParameters,
  options: EncoderLayerOptions = {},
): Tensor {
  return encoderLayerPass(input, parameters, options).output;
}

/**
 * Gradients of a loss with respect to input and parameters of {@link encoderLayer}, the second sublayer first.
 *
 * Post-norm: `g = dL/d(x + f(x))` from norm's backward pass, then `dL/dx = g + (df/dx)ᵀ g`
 * Pre-norm: `dL/dx = dL/dy + (dnorm/dx)ᵀ (df/dn)ᵀ dL/dy`
 *
 * In pre-norm dL/dy arrives at x as it is, through any number of layers; in post-norm each layer's norms rescale it.
 *
 * @param input - `[N, T, D]`, as in the forward pass, and so are `parameters` and `options`.
 * @param gradOutput - `[N, T, D]`, dL/dy.
 * @returns gradients of the shapes of the input and the parameters.
 */
export function encoderLayerBackward(
  input: Tensor,
  parameters: EncoderLayerParameters,
  gradOutput: Tensor,
  options: EncoderLayerOptions = {},
): EncoderLayerGradients {
  return encoderLayerPass(input, parameters, options).backward(gradOutput);
}

/** {@link encoderLayer} and {@link encoderLayerBackward} in one. */
export function encoderLayerPass(
  input: Tensor,
  { attention, attentionNorm, feedForward, feedForwardNorm }: EncoderLayerParameters,
  options: EncoderLayerOptions,
): Pass<EncoderLayerGradients> {
  const { norm = "post" } = options;
  const attended = residual(input, selfAttentionSublayer(attention, options), attentionNorm, norm);
  const processed = residual(attended.output, positionWise(feedForward, options), feedForwardNorm, norm);
  return {
    output: processed.output,
    backward: (gradOutput) => {
      const second = processed.backward(gradOutput);
      const first = attended.backward(second.gradInput);
      return {
        gradInput: first.gradInput,
        gradParameters: {
          attention: first.sublayer.gradParameters,
          attentionNorm: first.gradNorm,
          feedForward: second.sublayer.gradParameters,
          feedForwardNorm: second.gradNorm,
        },
      };
    },
  };
}
