import { NotStarted, type Random, type Tensor } from "#tensor";

export type Activation = "tanh" | "sigmoid" | "relu";

/** How weights are drawn, with H inputs a unit: deviation 0.01, variance 1 / H, or variance 2 / H. */
export type Initialisation = "small" | "xavier" | "he";

export type Verdict = "vanishing" | "steady" | "exploding";

export interface StackOptions {
  /** What all units do, `"tanh"` when left out. */
  readonly activation?: Activation;
}

export interface VerdictOptions {
  /** By how much the norms of the first and the last layer may differ, 1000 when left out. */
  readonly factor?: number;
}

/**
 * How much gradient each layer of a deep plain network gets: the length of dL/dW, layer by layer.
 *
 * `a_0 = x`, `a_l = f(a_{l−1} W_lᵀ)` for l = 1, …, L; the norm is `√(Σ_ij (dL/dW_l)_ij²)`
 *
 * @param input - `[N, H]` x.
 * @param weights - `[L, H, H]`, W_1 to W_L, each with a row for every unit; there are no biases.
 * @param gradOutput - `[N, H]`, dL/da_L.
 * @param options.activation - f, in all layers, the last one too.
 * @returns `[L]`, from the first layer to the last.
 * @throws RangeError - when the activation is not known.
 * @throws ShapeError - when the weights are not square matrices that fit the input.
 */
export function gradientNorms(input: Tensor, weights: Tensor, gradOutput: Tensor, options: StackOptions = {}): Tensor {
  throw new NotStarted();
}

/**
 * The factor by which one layer is expected to change the length of the gradient that goes back through it:
 * the root of the expected factor of its square, for net inputs near 0, half of them above 0.
 *
 * @param width - H, a whole number from 1.
 * @returns the factor, above 0.
 * @throws RangeError - when the width is not such a number, or a name is not known.
 */
export function layerGain(width: number, activation: Activation, initialisation: Initialisation): number {
  throw new NotStarted();
}

/**
 * Random weights for a deep plain network, all independent, with mean 0.
 *
 * @param depth - L, a whole number from 1.
 * @param width - H, a whole number from 1.
 * @param random - where the weights are drawn from.
 * @returns `[L, H, H]`.
 * @throws RangeError - when a size is not such a number, or the initialisation is not known.
 */
export function drawWeights(depth: number, width: number, initialisation: Initialisation, random: Random): Tensor {
  throw new NotStarted();
}

/**
 * By which factor the norm changes from a layer to the one before it: the geometric mean over all pairs of neighbours.
 *
 * @param norms - `[L]`, from the first layer to the last, two or more, none below 0 and the last above 0.
 * @returns the factor: below 1 where gradients shrink on their way back; 0 where nothing reaches the first layer.
 * @throws RangeError - when there are fewer norms, or one is below 0, or the last is 0.
 */
export function meanRatio(norms: Tensor): number {
  throw new NotStarted();
}

/**
 * Whether gradients vanish or explode on the way from the last layer to the first.
 *
 * vanishing: `n_1 < n_L / factor`; exploding: `n_1 > n_L · factor`, or not a number; else steady
 *
 * @param norms - as in {@link meanRatio}.
 * @throws RangeError - as in {@link meanRatio}.
 */
export function gradientVerdict(norms: Tensor, options: VerdictOptions = {}): Verdict {
  throw new NotStarted();
}
