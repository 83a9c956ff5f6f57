// tries: the right numbers in a shape that broadcasts against the expected one
// stopped by: shapes are compared first
// exercise: 02-activations/relu
// problem: has the shape
import { Tensor } from "#tensor";
export const relu = (x) => new Tensor(x.maximum(0).data, [1, ...x.shape]);
export const reluBackward = (x, gradOutput) => new Tensor([0], []);
