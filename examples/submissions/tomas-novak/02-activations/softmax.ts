import type { Tensor } from "#tensor";

export interface SoftmaxOptions {
  readonly axis?: number;
}

// p_i = e^{x_i − μ} / Σ_j e^{x_j − μ},  μ = max_j x_j
export function softmax(x: Tensor, { axis = -1 }: SoftmaxOptions = {}): Tensor {
  const μ = x.max(axis, { keepDims: true });
  const e = x.sub(μ).exp();
  const Z = e.sum(axis, { keepDims: true });
  return e.div(Z);
}

// ∂p_i/∂x_i = p_i (1 − p_i)
export function softmaxBackward(x: Tensor, gradOutput: Tensor, { axis = -1 }: SoftmaxOptions = {}): Tensor {
  const p = softmax(x, { axis });
  return p.sub(p.square()).mul(gradOutput);
}
