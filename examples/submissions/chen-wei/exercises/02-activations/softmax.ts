import { Tensor } from "#tensor";

type Options = { readonly axis?: number };

export const softmax = (x: Tensor, { axis = -1 }: Options = {}): Tensor => {
  const shifted = x.sub(x.max(axis, { keepDims: true }));
  const logZ = shifted.exp().sum(axis, { keepDims: true }).log();
  return shifted.sub(logZ).exp();
};

export const softmaxBackward = (x: Tensor, gradOutput: Tensor, { axis = -1 }: Options = {}): Tensor => {
  const p = softmax(x, { axis });
  const weighted = p.mul(gradOutput);
  return weighted.sub(weighted.sum(axis, { keepDims: true }).mul(p));
};
