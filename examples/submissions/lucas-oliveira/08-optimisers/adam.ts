import { zeros, type Tensor } from "#tensor";

export interface AdamOptions {
  readonly learningRate?: number;
  readonly beta1?: number;
  readonly beta2?: number;
  readonly epsilon?: number;
}

export class Adam {
  learningRate: number;
  beta1: number;
  beta2: number;
  epsilon: number;
  t: number;
  m: Map<number, Tensor>;
  v: Map<number, Tensor>;

  constructor(options: AdamOptions = {}) {
    this.learningRate = options.learningRate ?? 0.001;
    this.beta1 = options.beta1 ?? 0.9;
    this.beta2 = options.beta2 ?? 0.999;
    this.epsilon = options.epsilon ?? 1e-8;
    this.t = 0;
    this.m = new Map();
    this.v = new Map();
  }

  step(parameters: readonly Tensor[], gradients: readonly Tensor[]): Tensor[] {
    this.t = this.t + 1;
    const result: Tensor[] = [];
    for (let k = 0; k < parameters.length; k++) {
      const p = parameters[k]!;
      const g = gradients[k]!;
      const m = this.m.get(k) ?? zeros(p.shape);
      const v = this.v.get(k) ?? zeros(p.shape);
      const out = zeros(p.shape);
      for (let i = 0; i < p.size; i++) {
        m.data[i] = this.beta1 * m.data[i]! + (1 - this.beta1) * g.data[i]!;
        v.data[i] = this.beta2 * v.data[i]! + (1 - this.beta2) * g.data[i]! * g.data[i]!;
        const mHat = m.data[i]! / (1 - Math.pow(this.beta1, this.t));
        const vHat = v.data[i]! / (1 - Math.pow(this.beta2, this.t));
        out.data[i] = p.data[i]! - (this.learningRate * mHat) / Math.sqrt(vHat + this.epsilon);
      }
      this.m.set(k, m);
      this.v.set(k, v);
      result.push(out);
    }
    return result;
  }
}
