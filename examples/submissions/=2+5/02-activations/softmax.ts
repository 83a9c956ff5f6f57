import { Tensor } from "#tensor"

export function softmax(x: Tensor, { axis = -1 } = {}) {
  const e = x.sub(x.max(axis, { keepDims: true })).exp()
  return e.div(e.sum(axis, { keepDims: true }))
}

export function softmaxBackward(x: Tensor, g: Tensor, { axis = -1 } = {}) {
  const p = softmax(x, { axis })
  return p.mul(g.sub(p.mul(g).sum(axis, { keepDims: true })))
}
