// tries: a sort whose comparison makes the list longer
// stopped by: the child's CPU time is watched and the child killed
// exercise: 02-activations/relu
// problem: computing time|of memory|threw
export function relu() {
  const list = Array.from({ length: 1e6 }, (_, i) => -i);
  for (;;) list.sort(() => (list.push(1), 0.5 - Math.random()));
}
export const reluBackward = relu;
