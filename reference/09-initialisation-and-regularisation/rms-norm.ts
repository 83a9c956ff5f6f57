import type { Tensor } from "#tensor";
import { expectOneForEach } from "./expectations.ts";

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
 * Layer normalisation without its mean and its shift: the length of an example is set, its direction is left alone.
 *
 * @param input - `[…, D]` x: `[N, D]` examples or `[N, T, D]` sequences, say.
 * @param gamma - `[D]` scale γ.
 * @param options.epsilon - keeps an example near 0 from being blown up.
 * @returns the shape of `input`.
 * @throws ShapeError - when `gamma` is not `[D]`.
 * @example rmsNorm(tensor([[1, 7], [3, 3]]), tensor([1, 2]), { epsilon: 0 }) // => [[0.2, 2.8], [1, 2]]
 * @see Zhang & Sennrich, Root mean square layer normalization (2019), equation 4.
 */
export function rmsNorm(input: Tensor, gamma: Tensor, { epsilon = 1e-5 }: RmsNormOptions = {}): Tensor {
  expectOneForEach("rmsNorm", input.shape.at(-1)!, { gamma });
  return input.div(rootMeanSquare(input, epsilon)).mul(gamma);
}

/**
 * Gradients of a loss with respect to input and scale of {@link rmsNorm}.
 *
 * `dL/dγ = Σ dL/dy · x̂`, the sum over all positions
 * `dL/dx = (ĝ − x̂ mean(ĝ x̂)) / r` with `ĝ = γ dL/dy`, the mean over the features
 *
 * What is subtracted is the part of ĝ along x̂: stretching an example changes nothing that follows.
 *
 * @param input - as in the forward pass, and so are `gamma` and `options`.
 * @param gradOutput - shape of `input`, dL/dy.
 * @returns gradients of the shapes of `input` and `gamma`.
 * @example rmsNormBackward(tensor([[1, 7]]), tensor([1, 2]), tensor([[5, 10]]), { epsilon: 0 }).gradGamma // => [1, 14]
 */
export function rmsNormBackward(
  input: Tensor,
  gamma: Tensor,
  gradOutput: Tensor,
  { epsilon = 1e-5 }: RmsNormOptions = {},
): RmsNormGradients {
  const root = rootMeanSquare(input, epsilon);
  const normalised = input.div(root);
  const gradNormalised = gradOutput.mul(gamma);
  const byRoot = gradNormalised.mul(normalised).mean(-1, { keepDims: true }).mul(normalised);
  return {
    gradInput: gradNormalised.sub(byRoot).div(root),
    gradGamma: gradOutput.mul(normalised).sumTo(gamma.shape),
  };
}

/** `[…, D] -> […, 1]` */
function rootMeanSquare(input: Tensor, epsilon: number): Tensor {
  return input.square().mean(-1, { keepDims: true }).add(epsilon).sqrt();
}
