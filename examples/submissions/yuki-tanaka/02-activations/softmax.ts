import { type Tensor } from "#tensor";

export interface SoftmaxOptions {
  readonly axis?: number;
}

export function softmax(x: Tensor, { axis = -1 }: SoftmaxOptions = {}): Tensor {
  const keep = { keepDims: true };
  const e = x.sub(x.max(axis, keep)).exp();
  return e.div(e.sum(axis, keep));
}

export function softmaxBackward(x: Tensor, gradOutput: Tensor, { axis = -1 }: SoftmaxOptions = {}): Tensor {
  const p = softmax(x, { axis });
  // expected gradient under p, subtracted
  return gradOutput.sub(gradOutput.mul(p).sum(axis, { keepDims: true })).mul(p);
}
