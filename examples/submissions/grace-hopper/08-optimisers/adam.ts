import { Tensor } from "#tensor";

export interface AdamOptions {
  readonly learningRate?: number;
  readonly beta1?: number;
  readonly beta2?: number;
  readonly epsilon?: number;
}

/** What is remembered for one parameter. */
interface Slot {
  readonly m: Float64Array;
  readonly v: Float64Array;
}

export class Adam {
  private readonly rate: number;
  private readonly beta1: number;
  private readonly beta2: number;
  private readonly epsilon: number;
  private readonly slots: Slot[] = [];
  // beta^t, carried along instead of raised anew at every step
  private power1 = 1;
  private power2 = 1;

  constructor(options: AdamOptions = {}) {
    this.rate = options.learningRate ?? 0.001;
    this.beta1 = options.beta1 ?? 0.9;
    this.beta2 = options.beta2 ?? 0.999;
    this.epsilon = options.epsilon ?? 1e-8;
  }

  step(parameters: readonly Tensor[], gradients: readonly Tensor[]): Tensor[] {
    this.power1 *= this.beta1;
    this.power2 *= this.beta2;
    const moved: Tensor[] = [];
    for (let k = 0; k < parameters.length; k++) {
      const theta = parameters[k]!;
      const g = gradients[k]!.data;
      const slot = (this.slots[k] ??= { m: new Float64Array(g.length), v: new Float64Array(g.length) });
      const next = new Float64Array(g.length);
      for (let i = 0; i < g.length; i++) {
        const m = (slot.m[i] = this.beta1 * slot.m[i]! + (1 - this.beta1) * g[i]!);
        const v = (slot.v[i] = this.beta2 * slot.v[i]! + (1 - this.beta2) * g[i]! * g[i]!);
        const denominator = Math.sqrt(v / (1 - this.power2)) + this.epsilon;
        next[i] = theta.data[i]! - (this.rate * m) / (1 - this.power1) / denominator;
      }
      moved.push(new Tensor(next, theta.shape));
    }
    return moved;
  }
}
