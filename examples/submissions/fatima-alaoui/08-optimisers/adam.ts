import { type Tensor, zeros } from "#tensor";

export interface AdamOptions {
  readonly learningRate?: number;
  readonly beta1?: number;
  readonly beta2?: number;
  readonly epsilon?: number;
}

/** The running means of one parameter. */
class Moments {
  mean: Tensor;
  square: Tensor;

  constructor(shape: readonly number[]) {
    this.mean = zeros(shape);
    this.square = zeros(shape);
  }

  update(gradient: Tensor, beta1: number, beta2: number): void {
    this.mean = this.mean.mul(beta1).add(gradient.mul(1 - beta1));
    this.square = this.square.mul(beta2).add(gradient.square().mul(1 - beta2));
  }
}

export class Adam {
  private readonly settings: Required<AdamOptions>;
  private readonly moments = new Map<number, Moments>();
  /** Steps made so far. */
  private time = 0;

  constructor(options: AdamOptions = {}) {
    this.settings = { learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, ...options };
  }

  step(parameters: readonly Tensor[], gradients: readonly Tensor[]): Tensor[] {
    this.time++;
    return parameters.map((parameter, index) => this.moved(index, parameter, gradients[index]!));
  }

  private moved(index: number, parameter: Tensor, gradient: Tensor): Tensor {
    const { learningRate, beta1, beta2, epsilon } = this.settings;
    const moments = this.moments.get(index) ?? new Moments(parameter.shape);
    this.moments.set(index, moments);
    moments.update(gradient, beta1, beta2);
    const mean = moments.mean.div(1 - beta1 ** this.time);
    const square = moments.square.div(1 - beta2 ** this.time);
    return parameter.sub(mean.mul(learningRate).div(square.sqrt().add(epsilon)));
  }
}
