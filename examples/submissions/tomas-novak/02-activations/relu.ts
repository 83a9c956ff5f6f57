import type { Tensor } from "#tensor";

// x⁺ = (x + |x|)/2 would give NaN at −∞
export function relu(x: Tensor): Tensor {
  return x.maximum(0);
}

// subgradient: 0 ∈ ∂relu(0)
export function reluBackward(x: Tensor, gradOutput: Tensor): Tensor {
  const θ = x.greater(0);
  return θ.mul(gradOutput);
}
