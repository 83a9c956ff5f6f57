import { type Tensor } from "#tensor";

export function sigmoid(x: Tensor): Tensor {
  return x.map((v) => 1 / (1 + Math.exp(-v)));
}

// s' = 1 / (e^x + 2 + e^-x)
export function sigmoidBackward(x: Tensor, gradOutput: Tensor): Tensor {
  return gradOutput.div(x.map((v) => 2 + 2 * Math.cosh(v)));
}
