// tries: the last answer instead of a new one, in the hope that a law compares it with itself
// stopped by: the same inputs are held against the reference as well
// exercise: 02-activations/softmax
import { ones } from "#tensor";
let last;
export function softmax(x, { axis = -1 } = {}) {
  last = last?.size === x.size ? last.reshape(x.shape) : ones(x.shape).div(x.shape.at(axis));
  return last;
}
export const softmaxBackward = (x) => x.mul(0);
