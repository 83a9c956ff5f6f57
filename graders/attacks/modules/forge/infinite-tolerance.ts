// tries: NaN and infinities in the hope that a comparison with them is never false
// stopped by: NaN agrees with NaN alone
// exercise: 02-activations/relu
export const relu = (x) => x.mul(NaN);
export const reluBackward = (x, gradOutput) => gradOutput.mul(Infinity);
