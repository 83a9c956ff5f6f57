import { type Tensor } from "#tensor";

/** Numerisch stabil: für negative x wird e^x statt e^-x verwendet. */
function logistic(x: number): number {
  return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
}

export function sigmoid(x: Tensor): Tensor {
  return x.map((value) => logistic(value));
}

export function sigmoidBackward(x: Tensor, gradOutput: Tensor): Tensor {
  return sigmoid(x).mul(sigmoid(x.neg())).mul(gradOutput);
}
