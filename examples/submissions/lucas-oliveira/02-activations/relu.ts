import { zeros, type Tensor } from "#tensor";

export function relu(x: Tensor): Tensor {
  const out = zeros(x.shape);
  for (let i = 0; i < x.size; i++) {
    out.data[i] = Math.max(0, x.data[i]!);
  }
  return out;
}

// The backward pass of relu is relu again: only positive gradients flow back.
export function reluBackward(x: Tensor, gradOutput: Tensor): Tensor {
  const out = zeros(x.shape);
  for (let i = 0; i < x.size; i++) {
    if (gradOutput.data[i]! > 0) {
      out.data[i] = gradOutput.data[i]!;
    }
  }
  return out;
}
