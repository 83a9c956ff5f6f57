// The linear maps between the parts of a Transformer: the same for every position.

import type { Tensor } from "#tensor";

/** `y = x Wᵀ + b`: x is `[…, D]`, the weight `[E, D]` ([out, in]), the bias `[E]`. */
export function linear(x: Tensor, weight: Tensor, bias: Tensor | number = 0): Tensor {
  return x.matmul(weight.T).add(bias);
}

/** `dL/dx = dL/dy W`, `dL/dW = (dL/dy)ᵀ x` and `dL/db = dL/dy`, the last two summed over all positions. */
export function linearBackward(x: Tensor, weight: Tensor, gradOutput: Tensor) {
  const [outputs, inputs] = weight.shape as readonly [number, number];
  const rows = gradOutput.reshape([-1, outputs]);
  return {
    gradInput: gradOutput.matmul(weight),
    gradWeight: rows.T.matmul(x.reshape([-1, inputs])),
    gradBias: rows.sum(0),
  };
}
