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

/** Two linear maps: from D features to F hidden units, and back. */
export interface FeedForwardParameters {
  /** `[F, D]`. */
  readonly weightHidden: Tensor;
  /** `[F]`. */
  readonly biasHidden: Tensor;
  /** `[D, F]`. */
  readonly weightOutput: Tensor;
  /** `[D]`. */
  readonly biasOutput: Tensor;
}

/** Scale γ `[D]` and shift β `[D]` of a layer normalisation. */
export interface NormParameters {
  readonly gamma: Tensor;
  readonly beta: Tensor;
}

/** Three sublayers, each with a layer normalisation of its own. */
export interface DecoderLayerParameters {
  readonly attention: AttentionParameters;
  readonly attentionNorm: NormParameters;
  readonly crossAttention: AttentionParameters;
  readonly crossAttentionNorm: NormParameters;
  readonly feedForward: FeedForwardParameters;
  readonly feedForwardNorm: NormParameters;
}

export interface DecoderLayerOptions {
  /** How many heads share the D features, in both attentions; 1 when left out. */
  readonly heads?: number;
  /** `[N, T]`, 1 for a target that may be seen, 0 for padding; all may be seen when left out. */
  readonly mask?: Tensor;
  /** `[N, S]`, the same for the memory. */
  readonly memoryMask?: Tensor;
  /** What the hidden units do, `"relu"` when left out; `"gelu"` is the exact one. */
  readonly activation?: "relu" | "gelu";
  /** Where layer normalisation stands, behind each residual connection or before each sublayer; `"post"` when left out. */
  readonly norm?: "post" | "pre";
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
 * The first attention is always causal. The memory m is there as a whole, and is not normalised again. All norms are layer
 * normalisation with ε = 1e-5. You may bring along what you wrote in layer-norm, multi-head-attention and feed-forward.
 *
 * @param input - `[N, T, D]` x, the targets so far.
 * @param memory - `[N, S, D]` m, the output of the encoder.
 * @param parameters - those of the three sublayers and of the three norms.
 * @returns `[N, T, D]`.
 */
export function decoderLayer(
  input: Tensor,
  memory: Tensor,
  parameters: DecoderLayerParameters,
  { heads = 1, mask, memoryMask, activation = "relu", norm = "post" }: DecoderLayerOptions = {},
): Tensor {
  throw new NotStarted();
}

/**
 * Gradients of a loss with respect to input, memory and parameters of {@link decoderLayer}.
 *
 * @param input - `[N, T, D]`, as in the forward pass, and so are `memory`, `parameters` and the options.
 * @param gradOutput - `[N, T, D]`, dL/dy.
 * @returns gradients of the shapes of the inputs and the parameters.
 */
export function decoderLayerBackward(
  input: Tensor,
  memory: Tensor,
  parameters: DecoderLayerParameters,
  gradOutput: Tensor,
  { heads = 1, mask, memoryMask, activation = "relu", norm = "post" }: DecoderLayerOptions = {},
): DecoderLayerGradients {
  throw new NotStarted();
}
