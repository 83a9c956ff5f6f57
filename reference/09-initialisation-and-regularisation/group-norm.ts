import { ones, type Tensor, zeros } from "#tensor";
import { expectOneForEach } from "./expectations.ts";
import { layerNorm, layerNormBackward } from "./layer-norm.ts";

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
 * Group g holds the neighbouring channels g·C/G to (g + 1)·C/G − 1. With G = 1 all values of an example share their
 * statistics; with G = C each channel has its own, which is called instance normalisation. The batch plays no part.
 *
 * @param input - `[N, C]` features or `[N, C, H, W]` images x.
 * @param gamma - `[C]` scale γ.
 * @param beta - `[C]` shift β.
 * @param options.groups - G, a divisor of C.
 * @param options.epsilon - keeps a group that hardly varies from being blown up.
 * @returns the shape of `input`.
 * @throws RangeError - when `groups` does not divide C.
 * @throws ShapeError - when `gamma` or `beta` is not `[C]`.
 * @example
 * const [gamma, beta] = [tensor([1, 2, 3, 4]), tensor([0, 5, 0, -1])];
 * groupNorm(tensor([[1, 3, 0, 8]]), gamma, beta, { groups: 2, epsilon: 0 }) // => [[-1, 7, -3, 3]]
 * @see Wu & He, Group normalization (2018), section 3.
 */
export function groupNorm(input: Tensor, gamma: Tensor, beta: Tensor, options: GroupNormOptions = {}): Tensor {
  const { groups = 1, epsilon = 1e-5 } = options;
  const channels = input.shape[1]!;
  expectDivisor(groups, channels);
  expectOneForEach("groupNorm", channels, { gamma, beta });
  return normalise(input, groups, epsilon).mul(spread(gamma, input)).add(spread(beta, input));
}

/**
 * Gradients of a loss with respect to input, scale and shift of {@link groupNorm}.
 *
 * `dL/dβ_c = Σ dL/dy`, `dL/dγ_c = Σ dL/dy · x̂`, sums over examples and pixels
 * `dL/dx = (ĝ − mean(ĝ) − x̂ mean(ĝ x̂)) / √(σ² + ε)` with `ĝ = γ_c dL/dy`, means over the values of a group
 *
 * A group is normalised as the features of one position are in layer normalisation, and so are its gradients. γ differs
 * within a group, so it is inside the means.
 *
 * @param input - as in the forward pass, and so are `gamma`, `beta` and `options`.
 * @param gradOutput - shape of `input`, dL/dy.
 * @returns gradients of the shapes of `input`, `gamma` and `beta`; `gradInput` sums to 0 over each group.
 * @example
 * const [x, gamma, beta] = [tensor([[1, 3]]), tensor([1, 2]), tensor([0, 5])];
 * groupNormBackward(x, gamma, beta, tensor([[4, 3]]), { epsilon: 0 }).gradGamma // => [-4, 3]
 */
export function groupNormBackward(
  input: Tensor,
  gamma: Tensor,
  beta: Tensor,
  gradOutput: Tensor,
  { groups = 1, epsilon = 1e-5 }: GroupNormOptions = {},
): GroupNormGradients {
  const otherAxes = input.shape.map((_, axis) => axis).filter((axis) => axis !== 1);
  const grouped = inGroups(input, groups);
  const gradGrouped = inGroups(gradOutput.mul(spread(gamma, input)), groups);
  const { gradInput } = layerNormBackward(grouped, ...plain(grouped), gradGrouped, { epsilon });
  return {
    gradInput: gradInput.reshape(input.shape),
    gradGamma: gradOutput.mul(normalise(input, groups, epsilon)).sum(otherAxes),
    gradBeta: gradOutput.sum(otherAxes),
  };
}

/** x̂ */
function normalise(input: Tensor, groups: number, epsilon: number): Tensor {
  const grouped = inGroups(input, groups);
  return layerNorm(grouped, ...plain(grouped), { epsilon }).reshape(input.shape);
}

/** `[N, C, H, W] -> [N, G, C/G · H·W]` */
function inGroups(input: Tensor, groups: number): Tensor {
  return input.reshape([input.shape[0]!, groups, -1]);
}

/** Scale 1 and shift 0. */
function plain({ shape: [, , size] }: Tensor): [Tensor, Tensor] {
  return [ones([size!]), zeros([size!])];
}

/** `[C]` as `[C, 1, 1]` beside images, so that it broadcasts along the channels. */
function spread(perChannel: Tensor, input: Tensor): Tensor {
  return perChannel.reshape([perChannel.size, ...input.shape.slice(2).map(() => 1)]);
}

function expectDivisor(groups: number, channels: number): void {
  const divisors = Array.from({ length: channels }, (_, k) => k + 1).filter((count) => channels % count === 0);
  if (divisors.includes(groups)) return;
  throw new RangeError(
    `groupNorm: groups is ${groups}, expected a divisor of the ${channels} channels, one of ${divisors.join(", ")}. ` +
      "All groups have the same number of channels.",
  );
}
