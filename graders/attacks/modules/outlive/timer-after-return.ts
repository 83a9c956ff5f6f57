// tries: timers set in one call that change the answers of the next
// stopped by: timers are forgotten when a call begins
// exercise: 02-activations/relu
let answer = (x) => x;
export function relu(x) {
  setTimeout(() => (answer = (again) => again.maximum(0)), 0);
  return answer(x);
}
export const reluBackward = relu;
