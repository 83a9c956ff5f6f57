import { NotStarted, type Tensor } from "#tensor";

export interface NadamOptions {
  /** Step size α, 0.002 when left out. */
  readonly learningRate?: number;
  /** Decay rate β₁ of the mean of gradients, 0.9 when left out. */
  readonly beta1?: number;
  /** Decay rate β₂ of the mean of squared gradients, 0.999 when left out. */
  readonly beta2?: number;
  /** Added outside the root, 1e-8 when left out. */
  readonly epsilon?: number;
  /** How fast the momentum warms up to β₁: ψ, 0.004 when left out. */
  readonly momentumDecay?: number;
}

/**
 * Nadam: Adam with the look-ahead of Nesterov's momentum.
 *
 * `m ← β₁ m + (1 − β₁) g`, `v ← β₂ v + (1 − β₂) g²`, `v̂ = v / (1 − β₂ᵗ)` for t = 1, 2, …
 * `μ_t = β₁ (1 − ½ · 0.96^{ψ t})`, `Π_t = μ₁ μ₂ … μ_t`
 * `m̂ = μ_{t+1} m / (1 − Π_{t+1}) + (1 − μ_t) g / (1 − Π_t)`
 * `θ ← θ − α m̂ / (√v̂ + ε)`
 *
 * m, v and Π are kept from one step to the next, m and v for each parameter.
 *
 * @throws RangeError - when learning rate, ε or ψ is negative, or β₁ or β₂ is not in [0, 1).
 */
export class Nadam {
  constructor(options: NadamOptions = {}) {
    throw new NotStarted();
  }

  /**
   * One step for every parameter.
   *
   * @param parameters - the tensors θ, in the same order at every step.
   * @param gradients - dL/dθ, one for each parameter, of its shape.
   * @returns the new parameters; those passed in stay as they were.
   * @throws ShapeError - when there is not one gradient of its shape for each parameter.
   */
  step(parameters: readonly Tensor[], gradients: readonly Tensor[]): Tensor[] {
    throw new NotStarted();
  }
}
