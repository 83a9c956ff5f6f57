import { zeros, type Tensor } from "#tensor";
import { expectAtLeastZero, expectGradients, expectShares } from "./expectations.ts";

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
 * The two roots have the units of a step and of a gradient, so Δ has those of a step. u is averaged after the step
 * was made from the old u, and without α. ε stands inside both roots, unlike in this unit's other optimisers: at first u
 * is 0, and √ε is all that starts the descent. As in the paper, PyTorch, Keras (ρ = 0.95, ε = 1e-7, and a rate of 0.001
 * that must be set to 1) and optax.
 *
 * @throws RangeError - when the learning rate or ε is negative, or ρ is not in [0, 1).
 * @example new Adadelta({ decay: 0.75, epsilon: 1 }).step([tensor([1])], [tensor([2])])[0] // => [1 - Math.SQRT2]
 * @see Zeiler, ADADELTA: an adaptive learning rate method (2012), algorithm 1.
 */
export class Adadelta {
  readonly options: Required<AdadeltaOptions>;
  squares: Tensor[] = [];
  squaredSteps: Tensor[] = [];

  constructor({ learningRate = 1, decay = 0.9, epsilon = 1e-6 }: AdadeltaOptions = {}) {
    expectAtLeastZero(Adadelta.name, { learningRate, epsilon });
    expectShares(Adadelta.name, { decay });
    this.options = { learningRate, decay, epsilon };
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
    expectGradients(Adadelta.name, parameters, gradients);
    const { learningRate, decay, epsilon } = this.options;
    const average = (old: Tensor, newest: Tensor): Tensor => old.mul(decay).add(newest.square().mul(1 - decay));
    return parameters.map((parameter, index) => {
      const gradient = gradients[index]!;
      const square = average(this.squares[index] ?? zeros(parameter.shape), gradient);
      const squaredStep = this.squaredSteps[index] ?? zeros(parameter.shape);
      const step = squaredStep.add(epsilon).div(square.add(epsilon)).sqrt().mul(gradient);
      this.squares[index] = square;
      this.squaredSteps[index] = average(squaredStep, step);
      return parameter.sub(step.mul(learningRate));
    });
  }
}
