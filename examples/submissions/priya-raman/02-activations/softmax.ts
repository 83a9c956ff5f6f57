import type { Tensor } from "#tensor";

export type SoftmaxOptions = { readonly axis?: number };

// e = np.exp(x); return e / e.sum(axis, keepdims=True)
export const softmax = (x: Tensor, { axis = -1 }: SoftmaxOptions = {}): Tensor => {
  const e = x.exp();
  return e.div(e.sum(axis, { keepDims: true }));
};

export const softmaxBackward = (x: Tensor, gradOutput: Tensor, { axis = -1 }: SoftmaxOptions = {}): Tensor => {
  const p = softmax(x, { axis });
  return p.mul(gradOutput.sub(p.mul(gradOutput).sum(axis, { keepDims: true })));
};
