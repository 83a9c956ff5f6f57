// tries: microtasks that start each other without end
// stopped by: the child's CPU time is watched and the child killed
// exercise: 02-activations/relu
// problem: computing time
export async function relu() {
  for (;;) await undefined;
}
export const reluBackward = relu;
