/** The two running means of Adam, which AdamW and Nadam keep as well. */
import { zeros, type Tensor } from "#tensor";

export interface Means {
  /** m, of gradients. */
  readonly mean: Tensor;
  /** v, of squared gradients. */
  readonly square: Tensor;
}

interface Rates {
  readonly beta1: number;
  readonly beta2: number;
}

export const noMeans = ({ shape }: Tensor): Means => ({ mean: zeros(shape), square: zeros(shape) });

export function average(before: Means, gradient: Tensor, { beta1, beta2 }: Rates): Means {
  return {
    mean: before.mean.mul(beta1).add(gradient.mul(1 - beta1)),
    square: before.square.mul(beta2).add(gradient.square().mul(1 - beta2)),
  };
}

/** m̂ and v̂ at time t. */
export function corrected({ mean, square }: Means, time: number, { beta1, beta2 }: Rates): Means {
  return { mean: mean.div(1 - beta1 ** time), square: square.div(1 - beta2 ** time) };
}
