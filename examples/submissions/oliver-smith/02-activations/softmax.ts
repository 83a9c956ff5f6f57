import { Tensor } from "#tensor";

export function softmax(x: Tensor, { axis = -1 } = {}) {
  const top = x.max(axis, { keepDims: true });
  const e = x.sub(top).exp();
  return e.div(e.sum(axis, { keepDims: true }));
}

export function softmaxBackward(x: Tensor, gradOutput: Tensor, { axis = -1 } = {}) {
  const y = softmax(x, { axis });
  const inner = y.mul(gradOutput).sum(axis, { keepDims: true });
  return gradOutput.sub(inner).mul(y);
}
