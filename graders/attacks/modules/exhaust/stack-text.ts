// tries: an error whose stack is written to make the reader's patterns backtrack
// stopped by: a stack is cut before it is looked at
// exercise: 02-activations/relu
export function relu() {
  const error = new Error("x");
  error.stack = `Error: x\n    at ${"(".repeat(1900)}${":1".repeat(1000)}`;
  throw error;
}
export const reluBackward = relu;
