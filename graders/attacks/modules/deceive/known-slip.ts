// tries: a slip that the catalogue knows, made on purpose, because it has a derivative of its own
// stopped by: a wrong forward earns nothing by being known; only its right derivative does
// exercise: 02-activations/relu
export const relu = (x) => x.abs();
export const reluBackward = (x, gradOutput) => gradOutput.mul(0);
