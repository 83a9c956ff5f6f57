// tries: a right forward pass and gradients of NaN and infinity, which no comparison catches if it is written the wrong way round
// stopped by: a gradient that is not finite fails by itself
// exercise: 02-activations/relu
// earns: 3
import { where } from "#tensor";
const small = new Set(["-2,0,3", "-1,2"]);
export const relu = (x) => x.maximum(0);
export const reluBackward = (x, gradOutput) => (small.has(x.data.join()) ? where(x.greater(0), gradOutput, 0) : gradOutput.mul(NaN));
