import { NotStarted, type Tensor } from "#tensor";

export interface AdamWOptions {
  /** Step size α, 0.001 when left out. */
  readonly learningRate?: number;
  /** Decay rate β₁ of the mean of gradients, 0.9 when left out. */
  readonly beta1?: number;
  /** Decay rate β₂ of the mean of squared gradients, 0.999 when left out. */
  readonly beta2?: number;
  /** Added outside the root, 1e-8 when left out. */
  readonly epsilon?: number;
  /** Strength λ of the decay of weights, 0.01 when left out. */
  readonly weightDecay?: number;
}

/**
 * AdamW: Adam, and beside it every parameter shrinks by the same share, whatever its gradient.
 *
 * `θ ← (1 − α λ) θ`
 * `θ ← θ − α m̂ / (√v̂ + ε)`
 *
 * m̂ and v̂ are those of Adam, made of the gradient alone: m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², and
 * m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ) for t = 1, 2, … They are kept for each parameter from one step to the next.
 *
 * @throws RangeError - when learning rate, ε or λ is negative, or β₁ or β₂ is not in [0, 1).
 */
export class AdamW {
  constructor(options: AdamWOptions = {}) {
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
