import { zeros, type Tensor } from "#tensor";

export interface AdamOptions {
  readonly learningRate?: number;
  readonly beta1?: number;
  readonly beta2?: number;
  readonly epsilon?: number;
}

type Slot = { m: Tensor; v: Tensor };

const mix = (a: Tensor, b: Tensor, beta: number) => a.mul(beta).add(b.mul(1 - beta));

export class Adam {
  #t = 0;
  #slots: Slot[] = [];
  #o: Required<AdamOptions>;

  constructor(options: AdamOptions = {}) {
    this.#o = { learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, ...options };
  }

  step(parameters: readonly Tensor[], gradients: readonly Tensor[]): Tensor[] {
    const { learningRate, beta1, beta2, epsilon } = this.#o;
    const t = ++this.#t;
    this.#slots = gradients.map((g, i) => {
      const { m, v } = this.#slots[i] ?? { m: zeros(g.shape), v: zeros(g.shape) };
      return { m: mix(m, g, beta1), v: mix(v, g.square(), beta2) };
    });
    return this.#slots.map(({ m, v }, i) => {
      const mHat = m.div(1 - beta1 ** t);
      const vHat = v.div(1 - beta2 ** t);
      return parameters[i]!.sub(mHat.div(vHat.sqrt().add(epsilon)).mul(learningRate));
    });
  }
}
