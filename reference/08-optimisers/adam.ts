import { zeros, type Tensor } from "#tensor";

export interface AdamOptions {
  /** Step size α, 0.001 when left out. */
  readonly learningRate?: number;
  /** Decay rate β₁ of the mean of gradients, 0.9 when left out. */
  readonly beta1?: number;
  /** Decay rate β₂ of the mean of squared gradients, 0.999 when left out. */
  readonly beta2?: number;
  /** Added outside the root, 1e-8 when left out. */
  readonly epsilon?: number;
}

/**
 * Adam: steps of about the learning rate in every coordinate, whatever the gradient's size.
 *
 * `m ← β₁ m + (1 − β₁) g`, `v ← β₂ v + (1 − β₂) g²`
 * `m̂ = m / (1 − β₁ᵗ)`, `v̂ = v / (1 − β₂ᵗ)` for t = 1, 2, …
 * `θ ← θ − α m̂ / (√v̂ + ε)`
 *
 * The two means start at 0 and are too small at first; dividing by 1 − βᵗ corrects that.
 *
 * @example new Adam({ learningRate: 0.1 }).step([tensor([1])], [tensor([3])])[0] // => [0.9000000003333333]
 * @see Kingma & Ba, Adam: a method for stochastic optimization (2015), algorithm 1.
 */
export class Adam {
  readonly options: Required<AdamOptions>;
  time = 0;
  means: Tensor[] = [];
  squares: Tensor[] = [];

  constructor({ learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: AdamOptions = {}) {
    this.options = { learningRate, beta1, beta2, epsilon };
  }

  /**
   * One step for every parameter.
   *
   * @param parameters - the tensors θ, in the same order at every step.
   * @param gradients - dL/dθ, one for each parameter, of its shape.
   * @returns the new parameters; those passed in stay as they were.
   */
  step(parameters: readonly Tensor[], gradients: readonly Tensor[]): Tensor[] {
    const { learningRate, beta1, beta2, epsilon } = this.options;
    this.time += 1;
    return parameters.map((parameter, index) => {
      const gradient = gradients[index]!;
      const mean = (this.means[index] ?? zeros(parameter.shape)).mul(beta1).add(gradient.mul(1 - beta1));
      const square = (this.squares[index] ?? zeros(parameter.shape)).mul(beta2).add(gradient.square().mul(1 - beta2));
      this.means[index] = mean;
      this.squares[index] = square;
      const correctedMean = mean.div(1 - beta1 ** this.time);
      const correctedSquare = square.div(1 - beta2 ** this.time);
      return parameter.sub(correctedMean.mul(learningRate).div(correctedSquare.sqrt().add(epsilon)));
    });
  }
}
