import type { Tensor } from "#tensor";

export interface AdamOptions {
  readonly learningRate?: number;
  readonly beta1?: number;
  readonly beta2?: number;
  readonly epsilon?: number;
}

interface Moments {
  readonly first: Tensor;
  readonly second: Tensor;
}

const toward = (mean: Tensor, value: Tensor, rate: number): Tensor => mean.add(value.sub(mean).mul(rate));

/** Kingma and Ba's algorithm 1, with the means written as steps toward the newest value: m + (1 − β)(g − m). */
export class Adam {
  readonly #options: Required<AdamOptions>;
  #moments: readonly Moments[] = [];
  #steps = 0;

  constructor(options: AdamOptions = {}) {
    this.#options = { learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, ...options };
  }

  step(parameters: readonly Tensor[], gradients: readonly Tensor[]): Tensor[] {
    const { learningRate, beta1, beta2, epsilon } = this.#options;
    this.#steps++;
    const [trust1, trust2] = [1 - beta1 ** this.#steps, 1 - beta2 ** this.#steps];
    this.#moments = gradients.map((gradient, i) => {
      const before = this.#moments[i] ?? { first: gradient.mul(0), second: gradient.mul(0) };
      return {
        first: toward(before.first, gradient, 1 - beta1),
        second: toward(before.second, gradient.square(), 1 - beta2),
      };
    });
    return parameters.map((parameter, i) => {
      const { first, second } = this.#moments[i]!;
      const direction = first.div(trust1).div(second.div(trust2).sqrt().add(epsilon));
      return parameter.sub(direction.mul(learningRate));
    });
  }
}
