import { type Tensor } from "#tensor";

export function softmax(x: Tensor, { axis = -1 }: { axis?: number } = {}): Tensor {
  const e = x.sub(x.max()).exp();
  return e.div(e.sum(axis, { keepDims: true }));
}

export function softmaxBackward(x: Tensor, gradOutput: Tensor, { axis = -1 }: { axis?: number } = {}): Tensor {
  const p = softmax(x, { axis });
  return p.mul(gradOutput.sub(gradOutput.mul(p).sum(axis, { keepDims: true })));
}
