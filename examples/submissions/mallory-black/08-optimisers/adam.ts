import { zeros, type Tensor } from "#tensor";

// This one I did myself.
export class Adam {
  constructor(options: any = {}) {
    Object.assign(this, { a: 0.001, b: 0.9, c: 0.999, e: 1e-8 }, rename(options));
  }
  declare a: number;
  declare b: number;
  declare c: number;
  declare e: number;
  t = 0;
  m: Tensor[] = [];
  v: Tensor[] = [];

  step(p: Tensor[], g: Tensor[]): Tensor[] {
    this.t++;
    return p.map((x, i) => {
      this.m[i] ??= zeros(x.shape);
      this.v[i] ??= zeros(x.shape);
      this.m[i] = this.m[i].mul(this.b).add(g[i]!.mul(1 - this.b));
      this.v[i] = this.v[i].mul(this.c).add(g[i]!.mul(g[i]!).mul(1 - this.c));
      const m = this.m[i].div(1 - this.b ** this.t);
      const v = this.v[i].div(1 - this.c ** this.t);
      return x.sub(m.div(v.sqrt().add(this.e)).mul(this.a));
    });
  }
}

function rename({ learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }) {
  return { a: learningRate, b: beta1, c: beta2, e: epsilon };
}
