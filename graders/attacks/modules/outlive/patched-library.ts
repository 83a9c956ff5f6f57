// tries: to leave a patched tensor library behind for the next exercise and the next submission
// stopped by: a realm whose library an exercise changed ends with that exercise
// exercise: 02-activations/relu
import { Tensor } from "#tensor";
Tensor.prototype.maximum = Tensor.prototype.mul = function () {
  return new Tensor(new Float64Array(this.size), this.shape);
};
export const relu = (x) => x.maximum(0);
export const reluBackward = (x, gradOutput) => gradOutput.mul(x);
