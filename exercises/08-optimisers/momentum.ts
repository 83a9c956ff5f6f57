import { NotStarted, type Tensor } from "#tensor";

export interface MomentumOptions {
  /** Step size α, 0.001 when left out. */
  readonly learningRate?: number;
  /** Share μ of the velocity that is left after a step, 0.9 when left out. */
  readonly momentum?: number;
}

/**
 * Momentum: gradients push a velocity, and the parameters move with it, like a heavy ball rolling down.
 *
 * `v ← μ v + g`, from v = 0
 * `θ ← θ − α v`
 *
 * v is kept for each parameter from one step to the next.
 *
 * @throws RangeError - when the learning rate is negative, or μ is not in [0, 1).
 */
export class Momentum {
  constructor(options: MomentumOptions = {}) {
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
