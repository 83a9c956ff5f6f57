// tries: timers that start each other without end
// stopped by: virtual time costs CPU time, which is watched
// exercise: 02-activations/relu
// problem: computing time|never settles
const again = () => setTimeout(again, 1000);
export function relu() {
  again();
  return new Promise(() => {});
}
export const reluBackward = relu;
