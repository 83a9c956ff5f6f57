import { Tensor } from "#tensor";

export function sigmoid(x: Tensor) {
  return x.neg().exp().add(1).pow(-1);
}

export function sigmoidBackward(x: Tensor, gradOutput: Tensor) {
  return gradOutput.mul(sigmoid(x)).mul(sigmoid(x.mul(-1)));
}
