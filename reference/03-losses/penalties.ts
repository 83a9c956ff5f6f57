import type { Tensor } from "#tensor";

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
 * @example l1Penalty(tensor([3, -4]), { gamma: 0.5 }) // => 3.5
 * @see Tibshirani, Regression shrinkage and selection via the lasso (1996); Goodfellow et al. (2016), section 7.1.2.
 */
export function l1Penalty(weights: Tensor, { gamma = 1 }: PenaltyOptions = {}): Tensor {
  expectStrength("l1Penalty", gamma);
  return weights.abs().sum().mul(gamma);
}

/**
 * Gradient of {@link l1Penalty} with respect to the weights.
 *
 * `∂Ω/∂w_i = γ sign(w_i)`
 *
 * A weight of 0 has no slope; 0 is the usual choice among the subgradients in [−γ, γ].
 *
 * @param weights - as in the forward pass.
 * @param gradOutput - `[]`, the gradient with respect to the penalty.
 * @param options - as in the forward pass.
 * @returns the shape of `weights`.
 * @example l1PenaltyBackward(tensor([3, -4, 0]), tensor(2), { gamma: 0.5 }) // => [1, -1, 0]
 */
export function l1PenaltyBackward(weights: Tensor, gradOutput: Tensor, { gamma = 1 }: PenaltyOptions = {}): Tensor {
  return weights.sign().mul(gamma).mul(gradOutput);
}

/**
 * L2 penalty: a price on the squared size of every weight, which shrinks all of them and large ones most.
 *
 * `Ω = γ/2 Σ_i w_i²`
 *
 * The ½ makes the gradient γ w: with plain gradient descent the penalty is weight decay of the rate γ.
 *
 * @param weights - w, any shape, real; without the biases, which are left unpenalised.
 * @param options.gamma - γ, at least 0.
 * @returns `[]`, to be added to the loss; at least 0.
 * @throws RangeError - when `gamma` is below 0.
 * @example l2Penalty(tensor([3, -4]), { gamma: 0.5 }) // => 6.25
 * @see Goodfellow, Bengio & Courville, Deep Learning (2016), section 7.1.1.
 */
export function l2Penalty(weights: Tensor, { gamma = 1 }: PenaltyOptions = {}): Tensor {
  expectStrength("l2Penalty", gamma);
  return weights
    .square()
    .sum()
    .mul(gamma / 2);
}

/**
 * Gradient of {@link l2Penalty} with respect to the weights.
 *
 * `∂Ω/∂w_i = γ w_i`
 *
 * @param weights - as in the forward pass.
 * @param gradOutput - `[]`, the gradient with respect to the penalty.
 * @param options - as in the forward pass.
 * @returns the shape of `weights`.
 * @example l2PenaltyBackward(tensor([3, -4, 0]), tensor(2), { gamma: 0.5 }) // => [3, -4, 0]
 */
export function l2PenaltyBackward(weights: Tensor, gradOutput: Tensor, { gamma = 1 }: PenaltyOptions = {}): Tensor {
  return weights.mul(gamma).mul(gradOutput);
}

/**
 * Elastic net: a mixture of both penalties, which drops weights as L1 does and keeps correlated ones together as L2.
 *
 * `Ω = γ ( ρ Σ_i |w_i| + (1 − ρ)/2 Σ_i w_i² )`
 *
 * With ρ = 1 it is the L1 penalty, with ρ = 0 the L2 penalty.
 *
 * @param weights - w, any shape, real; without the biases, which are left unpenalised.
 * @param options.gamma - γ, at least 0.
 * @param options.l1Ratio - ρ in [0, 1].
 * @returns `[]`, to be added to the loss; at least 0.
 * @throws RangeError - when `gamma` is below 0 or `l1Ratio` outside [0, 1].
 * @example elasticNet(tensor([3, -4])) // => 9.75
 * @see Zou & Hastie, Regularization and variable selection via the elastic net (2005); scikit-learn, ElasticNet, whose
 *   alpha is γ.
 */
export function elasticNet(weights: Tensor, { gamma = 1, l1Ratio = 0.5 }: ElasticNetOptions = {}): Tensor {
  expectStrength("elasticNet", gamma);
  if (!(l1Ratio >= 0 && l1Ratio <= 1)) {
    throw new RangeError(
      `elasticNet: l1Ratio is ${l1Ratio}, expected a number in [0, 1]. 1 is the L1 penalty, 0 is L2.`,
    );
  }
  const l1 = l1Penalty(weights, { gamma: gamma * l1Ratio });
  const l2 = l2Penalty(weights, { gamma: gamma * (1 - l1Ratio) });
  return l1.add(l2);
}

/**
 * Gradient of {@link elasticNet} with respect to the weights.
 *
 * `∂Ω/∂w_i = γ ( ρ sign(w_i) + (1 − ρ) w_i )`
 *
 * @param weights - as in the forward pass.
 * @param gradOutput - `[]`, the gradient with respect to the penalty.
 * @param options - as in the forward pass.
 * @returns the shape of `weights`.
 * @example elasticNetBackward(tensor([3, -4, 0]), tensor(2)) // => [4, -5, 0]
 */
export function elasticNetBackward(
  weights: Tensor,
  gradOutput: Tensor,
  { gamma = 1, l1Ratio = 0.5 }: ElasticNetOptions = {},
): Tensor {
  const l1 = l1PenaltyBackward(weights, gradOutput, { gamma: gamma * l1Ratio });
  const l2 = l2PenaltyBackward(weights, gradOutput, { gamma: gamma * (1 - l1Ratio) });
  return l1.add(l2);
}

function expectStrength(caller: string, gamma: number): void {
  if (gamma >= 0) return;
  throw new RangeError(
    `${caller}: gamma is ${gamma}, expected a number of at least 0. Below it, weights would be rewarded.`,
  );
}
