import type { Tensor } from "#tensor";
import { Adam, type AdamOptions } from "./adam.ts";
import { expectAtLeastZero, expectGradients, expectShares } from "./expectations.ts";

export interface AdamWOptions extends AdamOptions {
  /** Strength λ of the decay of weights, 0.01 when left out. */
  readonly weightDecay?: number;
}

/**
 * AdamW: Adam, and beside it every parameter shrinks by the same share, whatever its gradient.
 *
 * `θ ← (1 − α λ) θ`
 * `θ ← θ − α m̂ / (√v̂ + ε)`, the step of Adam, whose m and v are made of the gradient alone
 *
 * The penalty λ/2 ‖θ‖² adds λ θ to a gradient. With gradient descent the two are one; with Adam the root in the denominator
 * scales the penalty away where gradients are large. Here the decay is decoupled: it never meets m and v. It goes with
 * the learning rate, as in PyTorch, Keras and optax; in the paper a schedule of its own multiplies it.
 *
 * @throws RangeError - when learning rate, ε or λ is negative, or β₁ or β₂ is not in [0, 1).
 * @example
 * const optimiser = new AdamW({ learningRate: 0.5, weightDecay: 0.5 });
 * optimiser.step([tensor([4])], [tensor([0])])[0] // => [3]
 * @see Loshchilov & Hutter, Decoupled weight decay regularization (2019), algorithm 2; PyTorch, AdamW.
 */
export class AdamW {
  readonly options: Required<AdamWOptions>;
  readonly adam: Adam;

  constructor(options: AdamWOptions = {}) {
    const { learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0.01 } = options;
    expectAtLeastZero(AdamW.name, { learningRate, epsilon, weightDecay });
    expectShares(AdamW.name, { beta1, beta2 });
    this.options = { learningRate, beta1, beta2, epsilon, weightDecay };
    this.adam = new Adam(this.options);
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
    expectGradients(AdamW.name, parameters, gradients);
    const { learningRate, weightDecay } = this.options;
    const shrunk = parameters.map((parameter) => parameter.mul(1 - learningRate * weightDecay));
    return this.adam.step(shrunk, gradients);
  }
}
