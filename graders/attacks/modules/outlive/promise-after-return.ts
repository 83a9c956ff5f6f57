// tries: promises that change what was returned after it was returned
// stopped by: a result is written down when it is returned
// exercise: 02-activations/relu
export function relu(x) {
  const answer = x.maximum(0).mul(0).sub(1);
  void Promise.resolve().then(() => answer.data.set(x.maximum(0).data));
  queueMicrotask(() => answer.data.set(x.maximum(0).data));
  return answer;
}
export const reluBackward = relu;
