// tries: a top-level await that never ends
// stopped by: when no microtask and no timer is left, nothing can settle it any more
// exercise: 02-activations/relu
// problem: never settles
await new Promise(() => {});
export const relu = (x) => x;
export const reluBackward = relu;
