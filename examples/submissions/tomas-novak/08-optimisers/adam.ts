import { type Tensor, zeros } from "#tensor";

export interface AdamOptions {
  readonly learningRate?: number;
  readonly beta1?: number;
  readonly beta2?: number;
  readonly epsilon?: number;
}

export class Adam {
  private t = 0;
  private readonly α: number;
  private readonly β1: number;
  private readonly β2: number;
  private readonly ε: number;
  private m: Tensor[] | undefined;
  private v: Tensor[] | undefined;

  constructor(options: AdamOptions = {}) {
    this.α = options.learningRate ?? 0.001;
    this.β1 = options.beta1 ?? 0.9;
    this.β2 = options.beta2 ?? 0.999;
    this.ε = options.epsilon ?? 1e-8;
  }

  step(θ: readonly Tensor[], g: readonly Tensor[]): Tensor[] {
    const { α, β1, β2, ε } = this;
    this.m ??= θ.map(({ shape }) => zeros(shape));
    this.v ??= θ.map(({ shape }) => zeros(shape));
    this.t++;
    this.m = this.m.map((m, i) => m.mul(β1).add(g[i]!.mul(1 - β1)));
    this.v = this.v.map((v, i) => v.mul(β2).add(g[i]!.mul(g[i]!).mul(1 - β2)));
    const m̂ = this.m.map((m) => m.div(1 - β1 ** this.t));
    const v̂ = this.v.map((v) => v.div(1 - β2 ** this.t));
    return θ.map((θi, i) => θi.sub(m̂[i]!.mul(α).div(v̂[i]!.sqrt().add(ε))));
  }
}
