import { type Tensor } from "#tensor";

/** exp(-x) for x >= 0 and exp(x) below, so it never overflows. */
function stable(x: number): number {
  const power = Math.exp(-Math.abs(x));
  return x >= 0 ? 1 / (1 + power) : power / (1 + power);
}

/** 1 / (1 + exp(-x)), entry by entry. */
export function sigmoid(x: Tensor): Tensor {
  return x.map((entry) => stable(entry));
}

/** sigma(x) * (1 - sigma(x)), with 1 - sigma(x) = sigma(-x). */
export function sigmoidBackward(x: Tensor, gradOutput: Tensor): Tensor {
  return x.map((entry, i) => gradOutput.data[i]! * stable(entry) * stable(-entry));
}
