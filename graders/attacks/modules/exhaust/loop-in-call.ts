// tries: a call that never ends
// stopped by: the child's CPU time is watched and the child killed
// exercise: 02-activations/relu
// problem: computing time
export function relu() {
  for (;;);
}
export const reluBackward = relu;
