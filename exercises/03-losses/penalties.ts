import { NotStarted, type Tensor } from "#tensor";

export interface PenaltyOptions {
  /** Strength γ of the penalty, at least 0; 1 when left out. */
  readonly gamma?: number;
}

export interface ElasticNetOptions extends PenaltyOptions {
  /** Share ρ of the L1 part, in [0, 1]; 0.5 when left out. */
  readonly l1Ratio?: number;
}

/**
 * L1 penalty: a price on the size of every weight, which drives small ones to exactly 0.
 *
 * `Ω = γ Σ_i |w_i|`
 *
 * @param weights - w, any shape, real; without the biases, which are left unpenalised.
 * @param options.gamma - γ, at least 0.
 * @returns `[]`, to be added to the loss; at least 0.
 * @throws RangeError - when `gamma` is below 0.
 */
export function l1Penalty(weights: Tensor, { gamma = 1 }: PenaltyOptions = {}): Tensor {
  throw new NotStarted();
}

/**
 * Gradient of {@link l1Penalty} with respect to the weights. For a weight of 0, which has no slope, it is 0.
 *
 * @param weights - as in the forward pass.
 * @param gradOutput - `[]`, the gradient with respect to the penalty.
 * @param options - as in the forward pass.
 * @returns the shape of `weights`.
 */
export function l1PenaltyBackward(weights: Tensor, gradOutput: Tensor, { gamma = 1 }: PenaltyOptions = {}): Tensor {
  throw new NotStarted();
}

/**
 * L2 penalty: a price on the squared size of every weight, which shrinks all of them and large ones most.
 *
 * `Ω = γ/2 Σ_i w_i²`
 *
 * @param weights - w, any shape, real; without the biases, which are left unpenalised.
 * @param options.gamma - γ, at least 0.
 * @returns `[]`, to be added to the loss; at least 0.
 * @throws RangeError - when `gamma` is below 0.
 */
export function l2Penalty(weights: Tensor, { gamma = 1 }: PenaltyOptions = {}): Tensor {
  throw new NotStarted();
}

/**
 * Gradient of {@link l2Penalty} with respect to the weights.
 *
 * @param weights - as in the forward pass.
 * @param gradOutput - `[]`, the gradient with respect to the penalty.
 * @param options - as in the forward pass.
 * @returns the shape of `weights`.
 */
export function l2PenaltyBackward(weights: Tensor, gradOutput: Tensor, { gamma = 1 }: PenaltyOptions = {}): Tensor {
  throw new NotStarted();
}

/**
 * Elastic net: a mixture of both penalties, which drops weights as L1 does and keeps correlated ones together as L2.
 *
 * `Ω = γ ( ρ Σ_i |w_i| + (1 − ρ)/2 Σ_i w_i² )`
 *
 * @param weights - w, any shape, real; without the biases, which are left unpenalised.
 * @param options.gamma - γ, at least 0.
 * @param options.l1Ratio - ρ in [0, 1].
 * @returns `[]`, to be added to the loss; at least 0.
 * @throws RangeError - when `gamma` is below 0 or `l1Ratio` outside [0, 1].
 */
export function elasticNet(weights: Tensor, { gamma = 1, l1Ratio = 0.5 }: ElasticNetOptions = {}): Tensor {
  throw new NotStarted();
}

/**
 * Gradient of {@link elasticNet} with respect to the weights. The L1 part of a weight of 0 is 0.
 *
 * @param weights - as in the forward pass.
 * @param gradOutput - `[]`, the gradient with respect to the penalty.
 * @param options - as in the forward pass.
 * @returns the shape of `weights`.
 */
export function elasticNetBackward(
  weights: Tensor,
  gradOutput: Tensor,
  { gamma = 1, l1Ratio = 0.5 }: ElasticNetOptions = {},
): Tensor {
  throw new NotStarted();
}
