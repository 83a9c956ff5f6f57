import { where, type Tensor } from "#tensor";

export function relu(x: Tensor): Tensor {
  console.log("relu in ", x.toString());
  const y = x.maximum(0);
  console.log("relu out", y.toString());
  return y;
}

export function reluBackward(x: Tensor, gradOutput: Tensor): Tensor {
  return where(x.greater(0), gradOutput, 0);
}
