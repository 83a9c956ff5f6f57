import { type Tensor } from "#tensor";

export function relu(x: Tensor): Tensor {
  return x.clip(0, Infinity);
}

export function reluBackward(x: Tensor, gradOutput: Tensor): Tensor {
  return relu(x).sign().mul(gradOutput);
}
