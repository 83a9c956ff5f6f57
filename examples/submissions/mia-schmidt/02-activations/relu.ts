import { type Tensor } from "#tensor";

export function relu(x: Tensor): number[] {
  return Array.from(x.data, (value) => Math.max(0, value));
}

export function reluBackward(x: Tensor, gradOutput: Tensor): number[] {
  return Array.from(gradOutput.data, (value, index) => (x.data[index]! > 0 ? value : 0));
}
