import { type Tensor, zeros } from "#tensor";

class Moments {
  public constructor(
    public readonly mean: Tensor,
    public readonly square: Tensor,
  ) {}
}

export class Adam {
  private readonly moments: Moments[] = [];
  private time = 0;

  public constructor(private readonly options: { learningRate?: number; beta1?: number; beta2?: number; epsilon?: number } = {}) {}

  public step(parameters: readonly Tensor[], gradients: readonly Tensor[]): Tensor[] {
    const { learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = this.options;
    this.time++;
    return parameters.map((parameter, index) => {
      const gradient = gradients[index]!;
      const before = this.moments[index] ?? new Moments(zeros(parameter.shape), zeros(parameter.shape));
      const now = new Moments(
        before.mean.mul(beta1).add(gradient.mul(1 - beta1)),
        before.square.mul(beta2).add(gradient.square().mul(1 - beta2)),
      );
      this.moments[index] = now;
      const mean = now.mean.div(1 - beta1 ** this.time);
      const square = now.square.div(1 - beta2 ** this.time);
      return parameter.sub(mean.mul(learningRate).div(square.sqrt().add(epsilon)));
    });
  }
}
