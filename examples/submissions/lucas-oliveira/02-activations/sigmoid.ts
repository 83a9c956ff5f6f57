import { zeros, type Tensor } from "#tensor";

function s(v: number): number {
  // two cases, because Math.exp(1000) is Infinity
  if (v >= 0) {
    return 1 / (1 + Math.exp(-v));
  } else {
    return Math.exp(v) / (1 + Math.exp(v));
  }
}

export function sigmoid(x: Tensor): Tensor {
  const out = zeros(x.shape);
  for (let i = 0; i < x.size; i++) {
    out.data[i] = s(x.data[i]!);
  }
  return out;
}

export function sigmoidBackward(x: Tensor, gradOutput: Tensor): Tensor {
  const out = zeros(x.shape);
  for (let i = 0; i < x.size; i++) {
    out.data[i] = gradOutput.data[i]! * s(x.data[i]!) * s(-x.data[i]!);
  }
  return out;
}
