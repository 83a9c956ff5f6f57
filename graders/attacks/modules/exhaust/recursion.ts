// tries: recursion without end
// stopped by: the stack has a limit, which is an error like any other
// exercise: 02-activations/relu
// problem: calls itself without end
export const relu = (x) => relu(x);
export const reluBackward = (x, gradOutput) => reluBackward(gradOutput, x);
