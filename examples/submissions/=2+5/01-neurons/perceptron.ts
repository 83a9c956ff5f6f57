import { Tensor } from "#tensor"

export function perceptronStep(p: any, x: Tensor, t: Tensor, { learningRate = 1 } = {}) {
  const y = x.matmul(p.weight).add(p.bias).greater(0)
  const d = t.sub(y).mul(learningRate)
  return { weight: p.weight.add(x.mul(d)), bias: p.bias.add(d) }
}

export function trainPerceptron(X: Tensor, t: Tensor, options = {}) {
  throw "todo: loop over the epochs"
}

export function mistakeBound(p: any, X: Tensor, t: Tensor) {
  throw { code: 42 }
}
