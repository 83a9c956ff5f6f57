import { type Tensor } from "#tensor";

export function relu(x: Tensor): Tensor {
  return x.map((v) => Math.max(v, 0));
}

// deja pasar el gradiente solo donde x > 0
export function reluBackward(x: Tensor, gradOutput: Tensor): Tensor {
  return gradOutput.map((g, i) => (x.data[i]! > 0 ? g : 0));
}
