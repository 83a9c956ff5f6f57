import { Tensor } from "#tensor";

export function relu(x: Tensor) {
  return x.maximum(0);
}

export function reluBackward(x: Tensor, gradOutput: Tensor) {
  return gradOutput.mul(x.greater(0));
}
