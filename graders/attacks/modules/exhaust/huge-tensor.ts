// tries: tensors of two million entries for every call
// stopped by: shapes are compared before entries, and a report holds the first of them
// exercise: 02-activations/relu
// problem: has the shape \\[2000000\\]|has the shape
import { Tensor } from "#tensor";
const large = new Tensor(new Float64Array(2e6).fill(1 / 3), [2e6]);
export const relu = () => large;
export const reluBackward = relu;
