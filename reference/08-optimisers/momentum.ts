import { zeros, type Tensor } from "#tensor";
import { expectAtLeastZero, expectGradients, expectShares } from "./expectations.ts";

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
 * Where gradients keep their direction the velocity grows to g / (1 − μ), ten times g for μ = 0.9; where they turn with
 * every step they cancel. So it speeds up along a valley and is calmed across it. As in PyTorch, g enters whole, without
 * a factor 1 − μ. Keras keeps α v in place of v: the same, as long as α stays the same.
 *
 * @throws RangeError - when the learning rate is negative, or μ is not in [0, 1).
 * @example
 * const optimiser = new Momentum({ learningRate: 0.5, momentum: 0.5 });
 * const [once] = optimiser.step([tensor([1])], [tensor([2])]);
 * optimiser.step([once], [tensor([2])])[0] // => [-1.5]
 * @see Polyak, Some methods of speeding up the convergence of iteration methods (1964); PyTorch, SGD.
 */
export class Momentum {
  readonly options: Required<MomentumOptions>;
  velocities: Tensor[] = [];

  constructor({ learningRate = 0.001, momentum = 0.9 }: MomentumOptions = {}) {
    expectAtLeastZero(Momentum.name, { learningRate });
    expectShares(Momentum.name, { momentum });
    this.options = { learningRate, momentum };
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
    expectGradients(Momentum.name, parameters, gradients);
    const { learningRate, momentum } = this.options;
    return parameters.map((parameter, index) => {
      const velocity = (this.velocities[index] ?? zeros(parameter.shape)).mul(momentum).add(gradients[index]!);
      this.velocities[index] = velocity;
      return parameter.sub(velocity.mul(learningRate));
    });
  }
}
