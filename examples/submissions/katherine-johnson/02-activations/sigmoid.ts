// Katherine J., week 3
import { ones, type Tensor } from "#tensor";

// exp(-x) may become Infinity for very negative x. That is all right: 1 / Infinity = 0, which is the limit.
export function sigmoid(x: Tensor): Tensor {
  return ones(x.shape).div(x.neg().exp().add(1));
}

export function sigmoidBackward(x: Tensor, gradOutput: Tensor): Tensor {
  // s(-x) = 1 - s(x)
  return gradOutput.mul(sigmoid(x)).mul(sigmoid(x.neg()));
}
