import { zeros, type Tensor } from "#tensor";

export interface AdamOptions {
  readonly learningRate?: number;
  readonly beta1?: number;
  readonly beta2?: number;
  readonly epsilon?: number;
}

export class Adam {
  private t = 0;
  private m: Tensor[] = [];
  private v: Tensor[] = [];
  private opciones: Required<AdamOptions>;

  constructor(options: AdamOptions = {}) {
    this.opciones = { learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, ...options };
  }

  step(parameters: readonly Tensor[], gradients: readonly Tensor[]): Tensor[] {
    const { learningRate, beta1, beta2, epsilon } = this.opciones;
    this.t++;
    return parameters.map((p, i) => {
      const g = gradients[i]!;
      this.m[i] = (this.m[i] ?? zeros(p.shape)).mul(beta1).add(g.mul(1 - beta1));
      this.v[i] = (this.v[i] ?? zeros(p.shape)).mul(beta2).add(g.square().mul(1 - beta2));
      const mc = this.m[i].div(1 - beta1 ** this.t);
      const vc = this.v[i].div(1 - beta2 ** this.t);
      return p.sub(mc.mul(learningRate).div(vc.sqrt().add(epsilon));
    });
  }
}
