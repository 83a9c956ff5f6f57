// Katherine J., week 3
import type { Tensor } from "#tensor";

export interface SoftmaxOptions {
  readonly axis?: number;
}

export function softmax(x: Tensor, { axis = -1 }: SoftmaxOptions = {}): Tensor {
  // lower every score by the largest along the axis: the ratio stays, and the largest exponent is e^0
  const largest = x.max(axis, { keepDims: true });
  const numerator = x.sub(largest).exp();
  const denominator = numerator.sum(axis, { keepDims: true });
  return numerator.div(denominator);
}

export function softmaxBackward(x: Tensor, gradOutput: Tensor, { axis = -1 }: SoftmaxOptions = {}): Tensor {
  const s = softmax(x, { axis });
  // J is symmetric: J g = s * g - s * (s . g)
  const dot = s.mul(gradOutput).sum(axis, { keepDims: true });
  return s.mul(gradOutput).sub(s.mul(dot));
}
