import type { Tensor } from "#tensor";

export interface SoftmaxOptions {
  readonly axis?: number;
}

/** softmax(x) = exp(x − logsumexp(x)): the logarithm of the denominator is taken off first, so exp never sees a large number. */
export function softmax(x: Tensor, { axis = -1 }: SoftmaxOptions = {}): Tensor {
  return x.sub(logSumExp(x, axis)).exp();
}

/** Jᵀ g with J = diag(p) − p pᵀ, without building J. */
export function softmaxBackward(x: Tensor, gradOutput: Tensor, { axis = -1 }: SoftmaxOptions = {}): Tensor {
  const p = softmax(x, { axis });
  const pg = p.mul(gradOutput);
  return pg.sub(p.mul(pg.sum(axis, { keepDims: true })));
}

function logSumExp(x: Tensor, axis: number): Tensor {
  const top = x.max(axis, { keepDims: true });
  return x.sub(top).exp().sum(axis, { keepDims: true }).log().add(top);
}
