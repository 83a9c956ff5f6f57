import { zeros, type Tensor } from "#tensor";
import { expectAtLeastZero, expectGradients, expectShares } from "./expectations.ts";

export interface NadamOptions {
  /** Step size α, 0.002 when left out. */
  readonly learningRate?: number;
  /** Decay rate β₁ of the mean of gradients, 0.9 when left out. */
  readonly beta1?: number;
  /** Decay rate β₂ of the mean of squared gradients, 0.999 when left out. */
  readonly beta2?: number;
  /** Added outside the root, 1e-8 when left out. */
  readonly epsilon?: number;
  /** How fast the momentum warms up to β₁: ψ, 0.004 when left out. */
  readonly momentumDecay?: number;
}

/**
 * Nadam: Adam with the look-ahead of Nesterov's momentum.
 *
 * `m ← β₁ m + (1 − β₁) g`, `v ← β₂ v + (1 − β₂) g²`, `v̂ = v / (1 − β₂ᵗ)` for t = 1, 2, …
 * `μ_t = β₁ (1 − ½ · 0.96^{ψ t})`, `Π_t = μ₁ μ₂ … μ_t`
 * `m̂ = μ_{t+1} m / (1 − Π_{t+1}) + (1 − μ_t) g / (1 − Π_t)`
 * `θ ← θ − α m̂ / (√v̂ + ε)`
 *
 * Adam's m̂ has the present gradient in it with weight 1 − β₁; here it gets that weight once more, ahead of the mean. The
 * momentum μ starts at about half of β₁ and approaches it over hundreds of steps, for early gradients say little of
 * later ones. As in PyTorch. Keras warms up much faster (ψ = 1); optax not at all (ψ = ∞, so that μ is β₁).
 *
 * @throws RangeError - when learning rate, ε or ψ is negative, or β₁ or β₂ is not in [0, 1).
 * @example new Nadam({ learningRate: 1, beta1: 0.5, epsilon: 0, momentumDecay: Infinity }).step([tensor([3])], [tensor([2])])[0] // => [5 / 3]
 * @see Dozat, Incorporating Nesterov momentum into Adam (2016), algorithm 2; PyTorch, NAdam.
 */
export class Nadam {
  readonly options: Required<NadamOptions>;
  time = 0;
  /** Π of the last step. */
  product = 1;
  means: Tensor[] = [];
  squares: Tensor[] = [];

  constructor(options: NadamOptions = {}) {
    const { learningRate = 0.002, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, momentumDecay = 0.004 } = options;
    expectAtLeastZero(Nadam.name, { learningRate, epsilon, momentumDecay });
    expectShares(Nadam.name, { beta1, beta2 });
    this.options = { learningRate, beta1, beta2, epsilon, momentumDecay };
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
    expectGradients(Nadam.name, parameters, gradients);
    const { learningRate, beta1, beta2, epsilon } = this.options;
    this.time += 1;
    const [momentum, nextMomentum] = [this.#momentumAt(this.time), this.#momentumAt(this.time + 1)];
    this.product *= momentum;
    const byMean = nextMomentum / (1 - this.product * nextMomentum);
    const byGradient = (1 - momentum) / (1 - this.product);
    return parameters.map((parameter, index) => {
      const gradient = gradients[index]!;
      const mean = (this.means[index] ?? zeros(parameter.shape)).mul(beta1).add(gradient.mul(1 - beta1));
      const square = (this.squares[index] ?? zeros(parameter.shape)).mul(beta2).add(gradient.square().mul(1 - beta2));
      this.means[index] = mean;
      this.squares[index] = square;
      const ahead = mean.mul(byMean).add(gradient.mul(byGradient));
      const correctedSquare = square.div(1 - beta2 ** this.time);
      return parameter.sub(ahead.mul(learningRate).div(correctedSquare.sqrt().add(epsilon)));
    });
  }

  /** μ at time t. */
  #momentumAt(time: number): number {
    const { beta1, momentumDecay } = this.options;
    return beta1 * (1 - 0.5 * 0.96 ** (momentumDecay * time));
  }
}
