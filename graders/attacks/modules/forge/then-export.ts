// tries: an export named then, to stand in for the whole module when it is imported with await
// stopped by: a namespace is read name by name and never awaited
// exercise: 02-activations/relu
export function then(resolve) {
  console.log("then was called");
  resolve({ relu: (x) => x.maximum(0), reluBackward: (x, gradOutput) => gradOutput });
}
export const relu = (x) => x;
export const reluBackward = (x, gradOutput) => gradOutput.mul(0);
