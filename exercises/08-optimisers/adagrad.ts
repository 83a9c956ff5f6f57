import { NotStarted, type Tensor } from "#tensor";

export interface AdagradOptions {
  /** Step size α, 0.01 when left out. */
  readonly learningRate?: number;
  /** Where the sum of squares starts, 0 when left out. */
  readonly initialAccumulator?: number;
  /** Added outside the root, 1e-10 when left out. */
  readonly epsilon?: number;
}

/**
 * Adagrad: every coordinate has a rate of its own, which falls with all the gradient that it has seen.
 *
 * `s ← s + g²`, from s = initialAccumulator
 * `θ ← θ − α g / (√s + ε)`
 *
 * s is kept for each parameter from one step to the next.
 *
 * @throws RangeError - when an option is negative.
 */
export class Adagrad {
  constructor(options: AdagradOptions = {}) {
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
