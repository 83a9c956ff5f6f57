import { zeros, type Tensor } from "#tensor";
import { expectAtLeastZero, expectGradients, expectShares } from "./expectations.ts";

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
 * Nesterov takes the gradient at the place θ − α μ v that the old velocity leads to. Here θ stands for that very place,
 * so that the gradient is asked for where the parameters are, as with any other optimiser: a step undoes the look-ahead
 * of the last one, moves by the new velocity, and looks ahead again. Momentum alone would step by v = g + μ (old v).
 * PyTorch, Keras and optax have the same form.
 *
 * @throws RangeError - when the learning rate is negative, or μ is not in [0, 1).
 * @example new Nesterov({ learningRate: 0.5, momentum: 0.5 }).step([tensor([1])], [tensor([2])])[0] // => [-0.5]
 * @see Nesterov, A method of solving a convex programming problem with convergence rate O(1/k²) (1983). Sutskever et al.,
 *   On the importance of initialization and momentum in deep learning (2013), section 2. PyTorch, SGD(nesterov=True).
 */
export class Nesterov {
  readonly options: Required<NesterovOptions>;
  velocities: Tensor[] = [];

  constructor({ learningRate = 0.001, momentum = 0.9 }: NesterovOptions = {}) {
    expectAtLeastZero(Nesterov.name, { learningRate });
    expectShares(Nesterov.name, { momentum });
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
    expectGradients(Nesterov.name, parameters, gradients);
    const { learningRate, momentum } = this.options;
    return parameters.map((parameter, index) => {
      const gradient = gradients[index]!;
      const velocity = (this.velocities[index] ?? zeros(parameter.shape)).mul(momentum).add(gradient);
      this.velocities[index] = velocity;
      return parameter.sub(velocity.mul(momentum).add(gradient).mul(learningRate));
    });
  }
}
