import { NotStarted, type Tensor } from "#tensor";

/** Two linear maps: from D features to F hidden units, and back. */
export interface FeedForwardParameters {
  /** `[F, D]`; F is usually 4 D. */
  readonly weightHidden: Tensor;
  /** `[F]`. */
  readonly biasHidden: Tensor;
  /** `[D, F]`. */
  readonly weightOutput: Tensor;
  /** `[D]`. */
  readonly biasOutput: Tensor;
}

export interface FeedForwardOptions {
  /** What the hidden units do, `"relu"` when left out; `"gelu"` is the exact one. */
  readonly activation?: "relu" | "gelu";
}

export interface FeedForwardGradients {
  readonly gradInput: Tensor;
  readonly gradParameters: FeedForwardParameters;
}

/**
 * Position-wise feed-forward network: the same small network with one hidden layer for each position by itself.
 *
 * `y = f(x W₁ᵀ + b₁) W₂ᵀ + b₂`, f the activation
 *
 * @param input - `[…, D]` x.
 * @param parameters - W₁ and b₁ (hidden), W₂ and b₂ (output).
 * @param options.activation - f; you may bring along what you wrote in unit 02.
 * @returns the shape of `input`.
 */
export function feedForward(
  input: Tensor,
  parameters: FeedForwardParameters,
  { activation = "relu" }: FeedForwardOptions = {},
): Tensor {
  throw new NotStarted();
}

/**
 * Gradients of a loss with respect to input and parameters of {@link feedForward}.
 *
 * @param input - `[…, D]`, as in the forward pass, and so are `parameters` and `options`.
 * @param gradOutput - the shape of `input`, dL/dy.
 * @returns gradients of the shapes of the input and the parameters.
 */
export function feedForwardBackward(
  input: Tensor,
  parameters: FeedForwardParameters,
  gradOutput: Tensor,
  { activation = "relu" }: FeedForwardOptions = {},
): FeedForwardGradients {
  throw new NotStarted();
}
