import { type Tensor } from "#tensor";

export interface SoftmaxOptions {
  readonly axis?: number;
}

/** exp(x - max) divided by its sum. Rows are always the last axis. */
export function softmax(x: Tensor, options: SoftmaxOptions = {}): Tensor {
  const shifted = x.sub(x.max(-1, { keepDims: true }));
  const powers = shifted.exp();
  return powers.div(powers.sum(-1, { keepDims: true }));
}

/** p * (g - sum(g * p)). */
export function softmaxBackward(x: Tensor, gradOutput: Tensor, options: SoftmaxOptions = {}): Tensor {
  const p = softmax(x, options);
  const mean = gradOutput.mul(p).sum(-1, { keepDims: true });
  return p.mul(gradOutput.sub(mean));
}
