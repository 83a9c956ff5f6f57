// tries: the identity and its gradient, which belong together
// stopped by: a gradient waits for the values of its forward pass
// exercise: 02-activations/relu
export const relu = (x) => x;
export const reluBackward = (x, gradOutput) => gradOutput;
