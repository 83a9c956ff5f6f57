import { NotStarted, type Tensor } from "#tensor";

export interface AdamOptions {
  /** Step size α, 0.001 when left out. */
  readonly learningRate?: number;
  /** Decay rate β₁ of the mean of gradients, 0.9 when left out. */
  readonly beta1?: number;
  /** Decay rate β₂ of the mean of squared gradients, 0.999 when left out. */
  readonly beta2?: number;
  /** Added outside the root, 1e-8 when left out. */
  readonly epsilon?: number;
}

/**
 * Adam: steps of about the learning rate in every coordinate, whatever the gradient's size.
 *
 * `m ← β₁ m + (1 − β₁) g`, `v ← β₂ v + (1 − β₂) g²`
 * `m̂ = m / (1 − β₁ᵗ)`, `v̂ = v / (1 − β₂ᵗ)` for t = 1, 2, …
 * `θ ← θ − α m̂ / (√v̂ + ε)`
 *
 * m and v start at 0 and are kept for each parameter from one step to the next.
 */
export class Adam {
  constructor(options: AdamOptions = {}) {
    throw new NotStarted();
  }

  /**
   * One step for every parameter.
   *
   * @param parameters - the tensors θ, in the same order at every step.
   * @param gradients - dL/dθ, one for each parameter, of its shape.
   * @returns the new parameters; those passed in stay as they were.
   */
  step(parameters: readonly Tensor[], gradients: readonly Tensor[]): Tensor[] {
    throw new NotStarted();
  }
}
