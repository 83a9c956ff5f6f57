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

/** Two sublayers, each with a layer normalisation of its own. */
export interface EncoderLayerParameters {
  readonly attention: AttentionParameters;
  readonly attentionNorm: NormParameters;
  readonly feedForward: FeedForwardParameters;
  readonly feedForwardNorm: NormParameters;
}

export interface EncoderLayerOptions {
  /** How many heads share the D features; 1 when left out. */
  readonly heads?: number;
  /** Position t sees the positions 0 to t only; false when left out. */
  readonly causal?: boolean;
  /** `[N, T]`, 1 for a position that may be seen, 0 for padding; all may be seen when left out. */
  readonly mask?: Tensor;
  /** What the hidden units do, `"relu"` when left out; `"gelu"` is the exact one. */
  readonly activation?: "relu" | "gelu";
  /** Where layer normalisation stands, behind each residual connection or before each sublayer; `"post"` when left out. */
  readonly norm?: "post" | "pre";
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
 * Both norms are layer normalisation with ε = 1e-5. You may bring along what you wrote in layer-norm,
 * multi-head-attention and feed-forward.
 *
 * @param input - `[N, T, D]` x.
 * @param parameters - those of both sublayers and of both norms.
 * @returns `[N, T, D]`.
 * @throws RangeError - when D is not a multiple of heads.
 * @throws ShapeError - when `mask` is not `[N, T]`.
 */
export function encoderLayer(
  input: Tensor,
  parameters: EncoderLayerParameters,
  { heads = 1, causal = false, mask, activation = "relu", norm = "post" }: EncoderLayerOptions = {},
): Tensor {
  throw new NotStarted();
}

/**
 * Gradients of a loss with respect to input and parameters of {@link encoderLayer}.
 *
 * @param input - `[N, T, D]`, as in the forward pass, and so are `parameters` and the options.
 * @param gradOutput - `[N, T, D]`, dL/dy.
 * @returns gradients of the shapes of the input and the parameters.
 */
export function encoderLayerBackward(
  input: Tensor,
  parameters: EncoderLayerParameters,
  gradOutput: Tensor,
  { heads = 1, causal = false, mask, activation = "relu", norm = "post" }: EncoderLayerOptions = {},
): EncoderLayerGradients {
  throw new NotStarted();
}
