import { full, type Tensor } from "#tensor";
import { expectAtLeastZero, expectGradients } from "./expectations.ts";

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
 * A coordinate that is rarely given a gradient keeps a large rate for when one comes, which suits sparse data such as
 * words. But s only grows: after t gradients of one size the step is α / √t, and training may end before it should. As in
 * PyTorch, s starts at 0 and ε stands outside the root; in Keras, TensorFlow and optax s starts at 0.1, and ε is inside.
 *
 * @throws RangeError - when an option is negative.
 * @example new Adagrad({ learningRate: 0.5, epsilon: 0 }).step([tensor([1, 1])], [tensor([100, -0.01])])[0] // => [0.5, 1.5]
 * @see Duchi, Hazan & Singer, Adaptive subgradient methods for online learning and stochastic optimization (2011).
 */
export class Adagrad {
  readonly options: Required<AdagradOptions>;
  sums: Tensor[] = [];

  constructor({ learningRate = 0.01, initialAccumulator = 0, epsilon = 1e-10 }: AdagradOptions = {}) {
    this.options = { learningRate, initialAccumulator, epsilon };
    expectAtLeastZero(Adagrad.name, this.options);
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
    expectGradients(Adagrad.name, parameters, gradients);
    const { learningRate, initialAccumulator, epsilon } = this.options;
    return parameters.map((parameter, index) => {
      const gradient = gradients[index]!;
      const sum = (this.sums[index] ?? full(parameter.shape, initialAccumulator)).add(gradient.square());
      this.sums[index] = sum;
      return parameter.sub(gradient.mul(learningRate).div(sum.sqrt().add(epsilon)));
    });
  }
}
