import { zeros, type Tensor } from "#tensor";

export type AdamOptions = {
  readonly learningRate?: number;
  readonly beta1?: number;
  readonly beta2?: number;
  readonly epsilon?: number;
};

export class Adam {
  lr: number;
  b1: number;
  b2: number;
  eps: number;
  m: Tensor[] = [];
  v: Tensor[] = [];

  constructor({ learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: AdamOptions = {}) {
    this.lr = learningRate;
    this.b1 = beta1;
    this.b2 = beta2;
    this.eps = epsilon;
  }

  step(params: readonly Tensor[], grads: readonly Tensor[]): Tensor[] {
    return params.map((p, i) => {
      const g = grads[i]!;
      this.m[i] = (this.m[i] ?? zeros(p.shape)).mul(this.b1).add(g.mul(1 - this.b1));
      this.v[i] = (this.v[i] ?? zeros(p.shape)).mul(this.b2).add(g.square().mul(1 - this.b2));
      // p -= lr * m / (sqrt(v) + eps)
      return p.sub(this.m[i].mul(this.lr).div(this.v[i].sqrt().add(this.eps)));
    });
  }
}
