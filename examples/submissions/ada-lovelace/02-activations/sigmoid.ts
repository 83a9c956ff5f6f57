import type { Tensor } from "#tensor";

/** σ(x) = exp(−softplus(−x)), which keeps its digits in both tails. */
export function sigmoid(x: Tensor): Tensor {
  return softplus(x.neg()).neg().exp();
}

/** σ' = σ(x) σ(−x); a product of two tails never cancels as σ (1 − σ) does. */
export function sigmoidBackward(x: Tensor, gradOutput: Tensor): Tensor {
  return softplus(x).add(softplus(x.neg())).neg().exp().mul(gradOutput);
}

/** log(1 + eˣ) = max(x, 0) + log1p(e^−|x|) */
function softplus(x: Tensor): Tensor {
  return x.maximum(0).add(x.abs().neg().exp().map(Math.log1p));
}
