import { zeros, type Tensor } from "#tensor";

export class Adam {
  learningRate = 0.001;
  beta1 = 0.9;
  beta2 = 0.999;
  epsilon = 1e-8;
  t = 1;
  m: Tensor[] = [];
  v: Tensor[] = [];

  constructor(options: { learningRate?: number; beta1?: number; beta2?: number; epsilon?: number } = {}) {
    Object.assign(this, options);
  }

  step(params: readonly Tensor[], grads: readonly Tensor[]): Tensor[] {
    this.t += 1;
    const out: Tensor[] = [];
    params.forEach((param, i) => {
      const grad = grads[i]!;
      if (!this.m[i]) this.m[i] = zeros(param.shape);
      if (!this.v[i]) this.v[i] = zeros(param.shape);
      this.m[i] = this.m[i].mul(this.beta1).add(grad.mul(1 - this.beta1));
      this.v[i] = this.v[i].mul(this.beta2).add(grad.square().mul(1 - this.beta2));
      const m = this.m[i].div(1 - this.beta1 ** this.t);
      const v = this.v[i].div(1 - this.beta2 ** this.t);
      if (this.t === 2) console.log("first step", m.toString(), v.toString());
      out.push(param.sub(m.div(v.sqrt().add(this.epsilon)).mul(this.learningRate)));
    });
    return out;
  }
}
