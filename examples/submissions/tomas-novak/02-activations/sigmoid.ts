import { where, type Tensor } from "#tensor";

// σ(x) = 1/(1 + e^−x) = e^x/(1 + e^x)
export function sigmoid(x: Tensor): Tensor {
  const ε = x.abs().neg().exp(); // e^−|x| ≤ 1
  return where(x.less(0), ε, 1).div(ε.add(1));
}

// σ′ = σ(1 − σ)
export function sigmoidBackward(x: Tensor, gradOutput: Tensor): Tensor {
  const slope = x.mul(x.neg().add(1));
  return gradOutput.mul(slope);
}
