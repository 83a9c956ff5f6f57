import { NotStarted, type Tensor } from "#tensor";

export interface GroupNormOptions {
  /** How many groups the channels are split into: G, 1 when left out. */
  readonly groups?: number;
  /** Added to the variance under the root: ε, 1e-5 when left out. */
  readonly epsilon?: number;
}

/** Gradients with respect to input, scale and shift. */
export interface GroupNormGradients {
  readonly gradInput: Tensor;
  readonly gradGamma: Tensor;
  readonly gradBeta: Tensor;
}

/**
 * Group normalisation: gives each group of channels of each example mean 0 and variance 1, then scale and shift.
 *
 * `y = γ_c x̂ + β_c` with `x̂ = (x − μ) / √(σ² + ε)`
 * `μ = (1/m) Σ x`, `σ² = (1/m) Σ (x − μ)²`, over the m = C/G · H·W values of one group in one example
 *
 * Group g holds the neighbouring channels g·C/G to (g + 1)·C/G − 1. Groups that lie far from 0 must not lose their digits.
 *
 * @param input - `[N, C]` features or `[N, C, H, W]` images x.
 * @param gamma - `[C]` scale γ.
 * @param beta - `[C]` shift β.
 * @param options.groups - G, a divisor of C.
 * @param options.epsilon - keeps a group that hardly varies from being blown up.
 * @returns the shape of `input`.
 * @throws RangeError - when `groups` does not divide C.
 * @throws ShapeError - when `gamma` or `beta` is not `[C]`.
 */
export function groupNorm(input: Tensor, gamma: Tensor, beta: Tensor, options: GroupNormOptions = {}): Tensor {
  throw new NotStarted();
}

/**
 * Gradients of a loss with respect to input, scale and shift of {@link groupNorm}. A value also moves the mean and the
 * variance of its group.
 *
 * @param input - as in the forward pass, and so are `gamma`, `beta` and `options`.
 * @param gradOutput - shape of `input`, dL/dy.
 * @returns dL/dx, dL/dγ and dL/dβ, of the shapes of `input`, `gamma` and `beta`.
 */
export function groupNormBackward(
  input: Tensor,
  gamma: Tensor,
  beta: Tensor,
  gradOutput: Tensor,
  { groups = 1, epsilon = 1e-5 }: GroupNormOptions = {},
): GroupNormGradients {
  throw new NotStarted();
}
