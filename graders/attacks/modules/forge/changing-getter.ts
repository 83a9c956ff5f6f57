// tries: a tensor whose getters give something wrong first and the right answer when looked at again
// stopped by: each property is read once
// exercise: 02-activations/relu
import { Tensor } from "#tensor";
export function relu(x) {
  let looks = 0;
  const right = x.maximum(0);
  return Object.create(Tensor.prototype, {
    data: { get: () => (looks++ === 0 ? new Float64Array(x.size).fill(7) : right.data) },
    shape: { get: () => x.shape },
  });
}
export const reluBackward = relu;
