import { NotStarted, type Tensor } from "#tensor";

export interface NesterovOptions {
  /** Step size α, 0.001 when left out. */
  readonly learningRate?: number;
  /** Share μ of the velocity that is left after a step, 0.9 when left out. */
  readonly momentum?: number;
}

/**
 * Nesterov's momentum: looks ahead to where the velocity will carry the parameters, and brakes in time.
 *
 * `v ← μ v + g`, from v = 0
 * `θ ← θ − α (g + μ v)`
 *
 * v is kept for each parameter from one step to the next. The gradient is taken where the parameters are, as with any
 * other optimiser: θ stands for the place that the velocity leads to.
 *
 * @throws RangeError - when the learning rate is negative, or μ is not in [0, 1).
 */
export class Nesterov {
  constructor(options: NesterovOptions = {}) {
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
