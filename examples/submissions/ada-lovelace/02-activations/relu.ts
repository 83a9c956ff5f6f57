import type { Tensor } from "#tensor";

/** max(0, x). NaN stays NaN, as Tensor.maximum has it. */
export function relu(x: Tensor): Tensor {
  return x.maximum(0);
}

/** The gate was open where x was positive, and shut at exactly 0. */
export function reluBackward(x: Tensor, gradOutput: Tensor): Tensor {
  return gradOutput.mul(x.greater(0));
}
