import { NotStarted, type Tensor } from "#tensor";

export interface AdadeltaOptions {
  /** Factor α of every step, 1 when left out. */
  readonly learningRate?: number;
  /** Share ρ of the old mean in the new one, 0.9 when left out. */
  readonly decay?: number;
  /** Added inside both roots, 1e-6 when left out. */
  readonly epsilon?: number;
}

/**
 * Adadelta: steps as long as the latest steps were, so that no learning rate need be chosen.
 *
 * `s ← ρ s + (1 − ρ) g²`, from s = 0
 * `Δ = √(u + ε) / √(s + ε) · g`
 * `u ← ρ u + (1 − ρ) Δ²`, from u = 0
 * `θ ← θ − α Δ`
 *
 * s and u are kept for each parameter from one step to the next.
 *
 * @throws RangeError - when the learning rate or ε is negative, or ρ is not in [0, 1).
 */
export class Adadelta {
  constructor(options: AdadeltaOptions = {}) {
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
