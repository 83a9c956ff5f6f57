import { zeros, type Tensor } from "#tensor";
import { expectAtLeastZero, expectGradients, expectShares } from "./expectations.ts";

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
 * It is Adagrad with a memory of about 1 / (1 − ρ) steps, so that its steps don't die out. The mean starts at 0 and
 * nothing corrects it, unlike in Adam: the first step is α / √(1 − ρ) long, ten times α for ρ = 0.99. As in PyTorch, where ρ
 * is called alpha; Keras and optax have ρ = 0.9 and ε inside the root.
 *
 * @throws RangeError - when the learning rate or ε is negative, or ρ is not in [0, 1).
 * @example new Rmsprop({ learningRate: 0.5, decay: 0.75, epsilon: 0 }).step([tensor([1])], [tensor([8])])[0] // => [0]
 * @see Hinton, Neural networks for machine learning, lecture 6e (2012); PyTorch, RMSprop.
 */
export class Rmsprop {
  readonly options: Required<RmspropOptions>;
  squares: Tensor[] = [];

  constructor({ learningRate = 0.01, decay = 0.99, epsilon = 1e-8 }: RmspropOptions = {}) {
    expectAtLeastZero(Rmsprop.name, { learningRate, epsilon });
    expectShares(Rmsprop.name, { decay });
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
    expectGradients(Rmsprop.name, parameters, gradients);
    const { learningRate, decay, epsilon } = this.options;
    return parameters.map((parameter, index) => {
      const gradient = gradients[index]!;
      const square = (this.squares[index] ?? zeros(parameter.shape)).mul(decay).add(gradient.square().mul(1 - decay));
      this.squares[index] = square;
      return parameter.sub(gradient.mul(learningRate).div(square.sqrt().add(epsilon)));
    });
  }
}
