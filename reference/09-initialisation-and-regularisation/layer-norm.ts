import type { Tensor } from "#tensor";
import { expectOneForEach } from "./expectations.ts";

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
 * No statistic crosses from one example or one time step to another, so training and evaluation are the same, and the
 * size of the batch plays no part.
 *
 * @param input - `[…, D]` x: `[N, D]` examples or `[N, T, D]` sequences, say.
 * @param gamma - `[D]` scale γ.
 * @param beta - `[D]` shift β.
 * @param options.epsilon - keeps features that hardly differ from being blown up.
 * @returns the shape of `input`.
 * @throws ShapeError - when `gamma` or `beta` is not `[D]`.
 * @example
 * const [gamma, beta] = [tensor([1, 2]), tensor([0, 5])];
 * layerNorm(tensor([[1, 3], [30, 10]]), gamma, beta, { epsilon: 0 }) // => [[-1, 7], [1, 3]]
 * @see Ba, Kiros & Hinton, Layer normalization (2016), section 3.
 */
export function layerNorm(
  input: Tensor,
  gamma: Tensor,
  beta: Tensor,
  { epsilon = 1e-5 }: LayerNormOptions = {},
): Tensor {
  expectOneForEach("layerNorm", input.shape.at(-1)!, { gamma, beta });
  return normalise(input, epsilon).normalised.mul(gamma).add(beta);
}

/**
 * Gradients of a loss with respect to input, scale and shift of {@link layerNorm}.
 *
 * `dL/dβ = Σ dL/dy`, `dL/dγ = Σ dL/dy · x̂`, sums over all positions
 * `dL/dx = (ĝ − mean(ĝ) − x̂ mean(ĝ x̂)) / √(σ² + ε)` with `ĝ = γ dL/dy`, means over the features
 *
 * γ differs from feature to feature, so it is inside the means. What is subtracted are the parts of ĝ along (1, …, 1)
 * and along x̂: adding a constant to an example, or stretching it, changes nothing that follows.
 *
 * @param input - as in the forward pass, and so are `gamma`, `beta` and `options`.
 * @param gradOutput - shape of `input`, dL/dy.
 * @returns gradients of the shapes of `input`, `gamma` and `beta`; `gradInput` sums to 0 over each position.
 * @example
 * const [x, gamma, beta] = [tensor([[1, 3]]), tensor([1, 2]), tensor([0, 5])];
 * layerNormBackward(x, gamma, beta, tensor([[4, 3]]), { epsilon: 0 }).gradGamma // => [-4, 3]
 */
export function layerNormBackward(
  input: Tensor,
  gamma: Tensor,
  beta: Tensor,
  gradOutput: Tensor,
  { epsilon = 1e-5 }: LayerNormOptions = {},
): LayerNormGradients {
  const { normalised, deviation } = normalise(input, epsilon);
  const gradNormalised = gradOutput.mul(gamma);
  const byMean = gradNormalised.mean(-1, { keepDims: true });
  const byVariance = gradNormalised.mul(normalised).mean(-1, { keepDims: true }).mul(normalised);
  return {
    gradInput: gradNormalised.sub(byMean).sub(byVariance).div(deviation),
    gradGamma: gradOutput.mul(normalised).sumTo(gamma.shape),
    gradBeta: gradOutput.sumTo(beta.shape),
  };
}

/** x̂ `[…, D]`, and the root that it was divided by, `[…, 1]`. */
function normalise(input: Tensor, epsilon: number) {
  const deviation = input.variance(-1, { keepDims: true }).add(epsilon).sqrt();
  return { normalised: input.sub(input.mean(-1, { keepDims: true })).div(deviation), deviation };
}
