import { NotStarted, type Tensor } from "#tensor";

export interface RmspropOptions {
  /** Step size α, 0.01 when left out. */
  readonly learningRate?: number;
  /** Share ρ of the old mean in the new one, 0.99 when left out. */
  readonly decay?: number;
  /** Added outside the root, 1e-8 when left out. */
  readonly epsilon?: number;
}

/**
 * RMSprop: divides the gradient by the root of the mean of its squares, a mean that forgets.
 *
 * `s ← ρ s + (1 − ρ) g²`, from s = 0
 * `θ ← θ − α g / (√s + ε)`
 *
 * s is kept for each parameter from one step to the next.
 *
 * @throws RangeError - when the learning rate or ε is negative, or ρ is not in [0, 1).
 */
export class Rmsprop {
  constructor(options: RmspropOptions = {}) {
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
