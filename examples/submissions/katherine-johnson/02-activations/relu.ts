// Katherine J., week 3
import { where, type Tensor } from "#tensor";

// I started with where(x.greater(0), x, 0), but NaN > 0 is false, so NaN became 0. maximum keeps it.
export function relu(x: Tensor): Tensor {
  return x.maximum(0);
}

export function reluBackward(x: Tensor, gradOutput: Tensor): Tensor {
  return where(x.greater(0), gradOutput, 0);
}
