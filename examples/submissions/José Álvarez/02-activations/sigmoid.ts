import { type Tensor } from "#tensor";

// e^x / (1 + e^x)
export function sigmoid(x: Tensor): Tensor {
  return x.map((v) => Math.exp(v) / (1 + Math.exp(v)));
}

export function sigmoidBackward(x: Tensor, gradOutput: Tensor): Tensor {
  const s = sigmoid(x);
  return gradOutput.mul(s).mul(s.neg().add(1));
}
