import { NotStarted, type Tensor } from "#tensor";

export interface RmsNormOptions {
  /** Added to the mean square under the root: ε, 1e-5 when left out. */
  readonly epsilon?: number;
}

/** Gradients with respect to input and scale. */
export interface RmsNormGradients {
  readonly gradInput: Tensor;
  readonly gradGamma: Tensor;
}

/**
 * RMS normalisation: divides the features of each position by their root mean square, then scales them.
 *
 * `y = γ x̂` with `x̂ = x / r` and `r = √( (1/D) Σ_d x_d² + ε )`
 *
 * @param input - `[…, D]` x: `[N, D]` examples or `[N, T, D]` sequences, say.
 * @param gamma - `[D]` scale γ.
 * @param options.epsilon - keeps an example near 0 from being blown up.
 * @returns the shape of `input`.
 * @throws ShapeError - when `gamma` is not `[D]`.
 */
export function rmsNorm(input: Tensor, gamma: Tensor, { epsilon = 1e-5 }: RmsNormOptions = {}): Tensor {
  throw new NotStarted();
}

/**
 * Gradients of a loss with respect to input and scale of {@link rmsNorm}. A feature also moves the root that its whole
 * position is divided by.
 *
 * @param input - as in the forward pass, and so are `gamma` and `options`.
 * @param gradOutput - shape of `input`, dL/dy.
 * @returns dL/dx and dL/dγ, of the shapes of `input` and `gamma`.
 */
export function rmsNormBackward(
  input: Tensor,
  gamma: Tensor,
  gradOutput: Tensor,
  { epsilon = 1e-5 }: RmsNormOptions = {},
): RmsNormGradients {
  throw new NotStarted();
}
