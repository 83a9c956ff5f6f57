// tries: work without end that starts after the answer was given
// stopped by: the child is killed when the grading is over, whatever it does
// exercise: 02-activations/relu
export function relu(x) {
  const again = () => Promise.resolve().then(again);
  again();
  return x.maximum(0).add(1);
}
export const reluBackward = relu;
