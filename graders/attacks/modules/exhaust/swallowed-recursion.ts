// tries: recursion that catches the end of the stack and goes on, exponentially
// stopped by: the child's CPU time is watched and the child killed
// exercise: 02-activations/relu
// problem: computing time
export function relu(x) {
  try {
    relu(x);
  } catch {}
  try {
    relu(x);
  } catch {}
  return x;
}
export const reluBackward = relu;
