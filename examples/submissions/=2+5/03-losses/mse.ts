import { Tensor } from "#tensor"

// one object for each loss, then a training loop can take any of them
export const mse = {
  forward: (p: Tensor, t: Tensor) => p.sub(t).square().mean(),
  backward: (p: Tensor, t: Tensor, g: Tensor) => p.sub(t).mul(2 / p.size).mul(g),
}

export const mseBackward = mse.backward
