import { NotStarted, type Tensor } from "#tensor";

export interface LayerNormOptions {
  /** Added to the variance under the root: ε, 1e-5 when left out. */
  readonly epsilon?: number;
}

/** Gradients with respect to input, scale and shift. */
export interface LayerNormGradients {
  readonly gradInput: Tensor;
  readonly gradGamma: Tensor;
  readonly gradBeta: Tensor;
}

/**
 * Layer normalisation: gives the features of each example mean 0 and variance 1, then scale and shift.
 *
 * `y = γ x̂ + β` with `x̂ = (x − μ) / √(σ² + ε)`
 * `μ = (1/D) Σ_d x_d`, `σ² = (1/D) Σ_d (x_d − μ)²`, over the D features of one position
 *
 * Features that lie far from 0 must not lose their digits.
 *
 * @param input - `[…, D]` x: `[N, D]` examples or `[N, T, D]` sequences, say.
 * @param gamma - `[D]` scale γ.
 * @param beta - `[D]` shift β.
 * @param options.epsilon - keeps features that hardly differ from being blown up.
 * @returns the shape of `input`.
 * @throws ShapeError - when `gamma` or `beta` is not `[D]`.
 */
export function layerNorm(
  input: Tensor,
  gamma: Tensor,
  beta: Tensor,
  { epsilon = 1e-5 }: LayerNormOptions = {},
): Tensor {
  throw new NotStarted();
}

/**
 * Gradients of a loss with respect to input, scale and shift of {@link layerNorm}. A feature also moves the mean and the
 * variance of its position.
 *
 * @param input - as in the forward pass, and so are `gamma`, `beta` and `options`.
 * @param gradOutput - shape of `input`, dL/dy.
 * @returns dL/dx, dL/dγ and dL/dβ, of the shapes of `input`, `gamma` and `beta`.
 */
export function layerNormBackward(
  input: Tensor,
  gamma: Tensor,
  beta: Tensor,
  gradOutput: Tensor,
  { epsilon = 1e-5 }: LayerNormOptions = {},
): LayerNormGradients {
  throw new NotStarted();
}
