import { Tensor } from "#tensor"

export function gelu(x: Tensor, { approximate = "none" } = {}): Tensor {
  if (approximate === "tanh") return x.mul(x.add(x.pow(3).mul(0.044715)).mul(Math.sqrt(2 / Math.PI)).tanh().add(1)).div(2)
  return gelu(x, { approximate })
}

export function geluBackward(x: Tensor, g: Tensor, { approximate = "none" } = {}): Tensor {
  const h = 1e-5
  return gelu(x.add(h), { approximate }).sub(gelu(x.sub(h), { approximate })).div(2 * h).mul(g)
}
