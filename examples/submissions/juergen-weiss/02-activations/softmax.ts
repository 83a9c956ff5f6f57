import { Tensor } from '#tensor'

export function softmax (x: Tensor, { axis = -1 }: { axis?: number } = {}): Tensor {
  const groesstes = x.max(axis, { keepDims: true })
  const zaehler = x.sub(groesstes).exp()
  const nenner = zaehler.sum(axis, { keepDims: true })
  return zaehler.div(nenner)
}

export function softmaxBackward (x: Tensor, gradOutput: Tensor, { axis = -1 }: { axis?: number } = {}): Tensor {
  const p = softmax(x, { axis })
  const mittel = gradOutput.mul(p).sum(axis, { keepDims: true })
  return p.mul(gradOutput).sub(p.mul(mittel))
}
