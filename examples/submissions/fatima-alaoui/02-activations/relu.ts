import { ones, type Tensor, zeros } from "#tensor";

/** max(0, x), entry by entry. */
export function relu(x: Tensor): Tensor {
  return x.maximum(zeros(x.shape));
}

/** The slope is 1 where x > 0, else 0; times what comes from above. */
export function reluBackward(x: Tensor, gradOutput: Tensor): Tensor {
  const slope = ones(x.shape).mul(x.greater(0));
  return slope.mul(gradOutput);
}
